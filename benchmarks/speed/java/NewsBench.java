import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** The Lucene side of benchmarks.speed: build FOLDER CORPUS THREADS, or ask FOLDER QUERIES REPEATS. */
public final class NewsBench {
  static final int FIRST = 20180301, LAST = 20210228, LISTED = 20, WARM_UPS = 3;
  static final String[] MODES = {"top", "facets", "date", "range", "snip"};
  static final String[] ONE_VALUE = {"section", "ym"}, MANY_VALUES = {"persons", "sources"};
  static final String END = new String("end");

  public static void main(String[] arguments) throws Exception {
    int number = Integer.parseInt(arguments[3]);
    if (arguments[0].equals("build")) build(Path.of(arguments[1]), Path.of(arguments[2]), number);
    else ask(Path.of(arguments[1]), Path.of(arguments[2]), number);
  }

  // ---- build

  static void build(Path folder, Path corpus, int threads) throws Exception {
    long began = System.nanoTime();
    IndexWriterConfig config = new IndexWriterConfig(words()).setRAMBufferSizeMB(256);
    BlockingQueue<String> lines = new ArrayBlockingQueue<>(2000);
    int count = 0;
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(folder), config)) {
      List<Thread> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(new Thread(() -> work(lines, writer)));
        workers.get(i).start();
      }
      try (BufferedReader reader = Files.newBufferedReader(corpus, StandardCharsets.UTF_8)) {
        for (String line; (line = reader.readLine()) != null; count++) lines.put(line);
      }
      lines.put(END);
      for (Thread worker : workers) worker.join();
      writer.forceMerge(1);
      writer.commit();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long size = 0;
    for (File file : folder.toFile().listFiles()) size += file.length();
    System.out.printf(Locale.ROOT,
        "{\"engine\":\"lucene\",\"documents_a_second\":%f,\"documents_a_cpu_second\":%f,"
            + "\"megabytes\":%f,\"peak_megabytes\":%f}%n",
        count / seconds, count / (system.getProcessCpuTime() / 1e9), size / 1e6,
        Runtime.getRuntime().totalMemory() / 1e6);
  }

  static void work(BlockingQueue<String> lines, IndexWriter writer) {
    try {
      for (String line; (line = lines.take()) != END; ) writer.addDocument(document(line));
      lines.put(END);
    } catch (InterruptedException | IOException error) {
      throw new IllegalStateException(error);
    }
  }

  static Analyzer words() {
    return new Analyzer() {
      @Override protected TokenStreamComponents createComponents(String field) {
        Tokenizer tokens = new StandardTokenizer();
        return new TokenStreamComponents(tokens, new LowerCaseFilter(tokens));
      }
    };
  }

  static Document document(String line) {
    String[] part = line.split("\t", -1);
    int day = Integer.parseInt(part[2].replace("-", ""));
    Document made = new Document();
    made.add(new StoredField("id", Long.parseLong(part[0])));
    made.add(new TextField("text", part[5] + "\n" + part[6], Field.Store.YES));
    made.add(new StoredField("title", part[5]));
    made.add(new SortedDocValuesField("section", new BytesRef(part[1])));
    made.add(new SortedDocValuesField("ym", new BytesRef(Integer.toString(day / 100))));
    made.add(new NumericDocValuesField("published", day));
    made.add(new LongPoint("published", day));
    addAll(made, "persons", part[3]);
    addAll(made, "sources", part[4]);
    return made;
  }

  static void addAll(Document made, String field, String joined) {
    if (joined.isEmpty()) return;
    for (String value : joined.split("\\|")) {
      made.add(new SortedSetDocValuesField(field, new BytesRef(value)));
      made.add(new StringField(field + "_term", value, Field.Store.YES));
    }
  }

  // ---- ask

  static void ask(Path folder, Path queries, int repeats) throws Exception {
    DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder));
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    Map<String, List<String[]>> kinds = new LinkedHashMap<>();
    for (String line : Files.readAllLines(queries)) {
      String[] part = line.split("\t");
      kinds.computeIfAbsent(part[0], k -> new ArrayList<>()).add(part);
    }
    for (int i = 0; i < WARM_UPS; i++)
      for (String mode : MODES)
        for (List<String[]> questions : kinds.values()) for (String[] q : questions) run(searcher, q, mode);
    List<String> times = new ArrayList<>(), answers = new ArrayList<>();
    for (String mode : MODES) for (String kind : kinds.keySet())
      measure(searcher, kinds.get(kind), kind, mode, repeats, times, answers);
    System.out.println("{\"engine\":\"lucene\",\"peak_megabytes\":0,\"times\":{" + String.join(",", times)
        + "},\"answers\":{" + String.join(",", answers) + "}}");
  }

  static void measure(IndexSearcher searcher, List<String[]> questions, String kind, String mode,
      int repeats, List<String> times, List<String> answers) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    List<String> spent = new ArrayList<>(), told = new ArrayList<>();
    for (int i = 0; i < repeats; i++) for (String[] question : questions) {
      long wall = System.nanoTime(), cpu = threads.getCurrentThreadCpuTime();
      String answer = run(searcher, question, mode);
      spent.add(String.format(Locale.ROOT, "[%.4f,%.4f]", (System.nanoTime() - wall) / 1e6,
          (threads.getCurrentThreadCpuTime() - cpu) / 1e6));
      if (i == 0) told.add(answer);
    }
    times.add("\"" + kind + "/" + mode + "\":[" + String.join(",", spent) + "]");
    answers.add("\"" + kind + "/" + mode + "\":[" + String.join(",", told) + "]");
  }

  static String run(IndexSearcher searcher, String[] question, String mode) throws IOException {
    String[] terms = question[2].split(" ");
    Query query = query(question[1], terms);
    if (mode.equals("range")) query = new BooleanQuery.Builder().add(query, BooleanClause.Occur.MUST)
        .add(new IndexOrDocValuesQuery(LongPoint.newRangeQuery("published", FIRST, LAST),
            NumericDocValuesField.newSlowRangeQuery("published", FIRST, LAST)), BooleanClause.Occur.FILTER)
        .build();
    TopDocsCollector<?> best = mode.equals("date")
        ? new TopFieldCollectorManager(new Sort(new SortField("published", SortField.Type.LONG, true)),
            10, null, Integer.MAX_VALUE).newCollector()
        : new TopScoreDocCollectorManager(10, null, Integer.MAX_VALUE).newCollector();
    Counts counts = mode.equals("top") || mode.equals("snip") ? null : new Counts();
    searcher.search(query, counts == null ? best : MultiCollector.wrap(best, counts));
    if (counts != null) counts.add();
    TopDocs found = best.topDocs();
    StringBuilder answer = new StringBuilder("[").append(found.totalHits.value());
    for (String field : ONE_VALUE) answer.append(',').append(listed(counts, field, Integer.MAX_VALUE));
    for (String field : MANY_VALUES) answer.append(',').append(listed(counts, field, LISTED));
    List<String> ids = new ArrayList<>();
    boolean snippets = mode.equals("snip");
    StoredFields stored = searcher.storedFields();
    for (ScoreDoc hit : found.scoreDocs) {
      Document document = snippets ? stored.document(hit.doc) : stored.document(hit.doc, Set.of("id"));
      ids.add(document.getField("id").numericValue().toString());
      if (snippets) snippet(document.get("text"), terms);
    }
    return answer.append(",[").append(String.join(",", ids)).append("]]").toString();
  }

  static Query query(String operator, String[] terms) {
    switch (operator) {
      case "term": return new TermQuery(new Term("text", terms[0]));
      case "phrase": return new PhraseQuery("text", terms);
      case "prefix": return new PrefixQuery(new Term("text", terms[0]));
      default:
    }
    var occur = operator.equals("and") ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD;
    BooleanQuery.Builder made = new BooleanQuery.Builder();
    for (String term : terms) made.add(new TermQuery(new Term("text", term)), occur);
    return made.build();
  }

  /** As cheap as a snippet can be: a window at the first hit. */
  static String snippet(String text, String[] terms) {
    String low = text.toLowerCase(Locale.ROOT);
    int at = Arrays.stream(terms).mapToInt(low::indexOf).filter(i -> i >= 0).min().orElse(0);
    return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 120));
  }

  static String listed(Counts counts, String field, int most) {
    if (counts == null) return "[]";
    List<Integer> values = new ArrayList<>(counts.found.get(field).values());
    Collections.sort(values);
    return values.subList(Math.max(0, values.size() - most), values.size()).toString();
  }

  /** Counts ordinals of the four fields over every hit, a segment at a time, then adds by value. */
  static final class Counts implements Collector {
    final Map<String, Map<String, Integer>> found = new HashMap<>();
    final List<Leaf> leaves = new ArrayList<>();

    Counts() {
      for (String field : ONE_VALUE) found.put(field, new HashMap<>());
      for (String field : MANY_VALUES) found.put(field, new HashMap<>());
    }

    @Override public ScoreMode scoreMode() { return ScoreMode.COMPLETE_NO_SCORES; }

    @Override public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
      Leaf leaf = new Leaf(context.reader());
      leaves.add(leaf);
      return leaf;
    }

    void add() throws IOException {
      for (Leaf leaf : leaves) for (int i = 0; i < 2; i++) {
        for (int o = 0; o < leaf.ones[i].length; o++) if (leaf.ones[i][o] > 0)
          found.get(ONE_VALUE[i]).merge(leaf.one[i].lookupOrd(o).utf8ToString(), leaf.ones[i][o], Integer::sum);
        for (int o = 0; o < leaf.manys[i].length; o++) if (leaf.manys[i][o] > 0)
          found.get(MANY_VALUES[i]).merge(leaf.many[i].lookupOrd(o).utf8ToString(), leaf.manys[i][o], Integer::sum);
      }
    }
  }

  static final class Leaf implements LeafCollector {
    final SortedDocValues[] one = new SortedDocValues[2];
    final SortedSetDocValues[] many = new SortedSetDocValues[2];
    final int[][] ones = new int[2][], manys = new int[2][];

    Leaf(LeafReader reader) throws IOException {
      for (int i = 0; i < 2; i++) {
        one[i] = DocValues.getSorted(reader, ONE_VALUE[i]);
        ones[i] = new int[one[i].getValueCount()];
        many[i] = DocValues.getSortedSet(reader, MANY_VALUES[i]);
        manys[i] = new int[(int) many[i].getValueCount()];
      }
    }

    @Override public void setScorer(Scorable scorer) {}

    @Override public void collect(int document) throws IOException {
      for (int i = 0; i < 2; i++) {
        if (one[i].advanceExact(document)) ones[i][one[i].ordValue()]++;
        if (!many[i].advanceExact(document)) continue;
        for (int left = many[i].docValueCount(); left > 0; left--) manys[i][(int) many[i].nextOrd()]++;
      }
    }
  }
}
