"""The front end: the only place that imports Streamlit."""
