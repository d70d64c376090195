"""CSV, XLSX and other files in and out."""
