/* The inner loops of indexer.columnar that numpy needs several passes for.

   Arrays of whole numbers come with the width of one in bytes, 1, 2 or 4. Answers are the same to
   the last bit as numpy's: float operations stand in its order, and are not to be contracted.  */

#include <stddef.h>
#include <stdint.h>

#define MUCH_LONGER 16 /* times: then documents are looked up and not walked to */

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

static size_t first_from(const int64_t *having, size_t low, size_t m, int64_t document)
{
    size_t high = m;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (having[middle] < document) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* BM25 of a term, for those of the documents that have it; the others' scores stay as they are.
   Both `having` and `documents` ascend. */
void bm25(const int64_t *having, size_t m, const void *frequencies, int width,
          const int64_t *documents, size_t n, const float *norms, float factor, float *scores)
{
    int looked_up = m / MUCH_LONGER > n;
    size_t h = 0;
    for (size_t i = 0; i < n && h < m; i++) {
        int64_t document = documents[i];
        if (looked_up) h = first_from(having, h, m, document);
        else while (h < m && having[h] < document) h++;
        if (h < m && having[h] == document) {
            float weight = (float)at(frequencies, width, h);
            scores[i] = weight * factor / (weight + norms[document]);
        }
    }
}
