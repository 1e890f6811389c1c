"""Who acts: for now the 98 municipalities and 5 regions, from the catalogue."""
