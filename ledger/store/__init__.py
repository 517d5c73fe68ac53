"""The database: tables, engines, one writing thread, and what its errors mean."""
