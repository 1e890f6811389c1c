"""The addresses of supervision."""

from django.urls import path

from vugge.web.control.affected import affected_page
from vugge.web.control.releases import statistics_releases
from vugge.web.control.reviews import emergency_review, emergency_reviews, log_question, log_questions
from vugge.web.control.sample import log_documentation, log_sample, log_sampled

urlpatterns = [
    path("", log_sample, name="log_sample"),
    path("stikproeve/<day:month>/", log_documentation, name="log_documentation"),
    path("stikproeve/<day:month>/<int:number>/", log_sampled, name="log_sampled"),
    path("akut/", emergency_reviews, name="emergency_reviews"),
    path("akut/<int:number>/", emergency_review, name="emergency_review"),
    path("spoergsmaal/", log_questions, name="log_questions"),
    path("spoergsmaal/<int:number>/", log_question, name="log_question"),
    path("udgivelser/", statistics_releases, name="statistics_releases"),
    path("beroerte/", affected_page, name="affected"),
]
