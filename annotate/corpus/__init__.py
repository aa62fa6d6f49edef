"""Archives larger than a project: millions of articles in sharded Parquet files, with what the rules suggest for them."""
