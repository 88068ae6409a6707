/* The inner loops of indexer.columnar that numpy needs several passes for.

   Arrays of whole numbers come with the width of one in bytes, 1, 2 or 4.  */

#include <stddef.h>
#include <stdint.h>

static inline uint32_t at(const void *values, int width, size_t place)
{
    if (width == 1) return ((const uint8_t *)values)[place];
    if (width == 2) return ((const uint16_t *)values)[place];
    return ((const uint32_t *)values)[place];
}

/* How many hits have each term, of a column with one term a document. */
void count_one(const void *terms, int width, const int64_t *hits, size_t n, int64_t *counts)
{
    for (size_t i = 0; i < n; i++) counts[at(terms, width, hits[i])]++;
}

/* The same where document d has the terms from start[d] up to start[d + 1]. */
void count_many(const void *start, int start_width, const void *terms, int width,
                const int64_t *hits, size_t n, int64_t *counts)
{
    for (size_t i = 0; i < n; i++) {
        size_t end = at(start, start_width, (size_t)hits[i] + 1);
        for (size_t k = at(start, start_width, hits[i]); k < end; k++)
            counts[at(terms, width, k)]++;
    }
}
