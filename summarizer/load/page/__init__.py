"""Web pages and PDF files -> articles. Runs in the processes of `workers`."""
