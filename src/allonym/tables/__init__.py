"""How are alias tables read, checked and written?"""

from allonym.tables.check import Finding, check_table
from allonym.tables.find import bundled_tables, find_streamed, find_tables
from allonym.tables.read import Table, read_table

__all__ = ["Finding", "Table", "bundled_tables", "check_table", "find_streamed", "find_tables", "read_table"]
