"""The addresses of figures about people."""

from django.urls import path

from vugge.web.board.chain import chain, chain_csv, chain_xlsx
from vugge.web.board.statistics import statistics, statistics_csv, statistics_table, statistics_xlsx

urlpatterns = [
    path("", statistics, name="statistics"),
    path("rejsen/", chain, name="chain"),
    path("rejsen/tabel.xlsx", chain_xlsx, name="chain_xlsx"),
    path("rejsen/tabel.csv", chain_csv, name="chain_csv"),
    path("<slug:table>/", statistics_table, name="statistics_table"),
    path("<slug:table>/tabel.xlsx", statistics_xlsx, name="statistics_xlsx"),
    path("<slug:table>/tabel.csv", statistics_csv, name="statistics_csv"),
]
