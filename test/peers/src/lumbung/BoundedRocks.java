package lumbung;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** One bound for the memory of all RocksDB instances of the process, as Kafka's documentation advises. */
public final class BoundedRocks implements RocksDBConfigSetter {
  static {
    org.rocksdb.RocksDB.loadLibrary();
  }

  private static final long MEGABYTE = 1024 * 1024;
  private static final Cache CACHE = new LRUCache(96 * MEGABYTE, -1, false, 0.1);
  private static final WriteBufferManager BUFFERS = new WriteBufferManager(64 * MEGABYTE, CACHE);

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    // Most ids are asked for once and were never there: the filter answers without reading.
    table.setFilterPolicy(new BloomFilter(10));
    options.setWriteBufferManager(BUFFERS);
    options.setTableFormatConfig(table);
  }

  @Override
  public void close(String store, Options options) {
    // Cache and buffers are shared by all stores and live as long as the process.
  }
}
