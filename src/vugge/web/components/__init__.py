"""The pieces that pages are made of: values, template tags, and the templates under `components/`."""
