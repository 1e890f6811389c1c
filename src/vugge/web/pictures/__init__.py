"""The pictures on pages, drawn by ourselves: the way from cradle to job."""

from vugge.web.pictures.journey import JourneyPicture, JourneyWords, journey_picture, journey_timeline

__all__ = ["JourneyPicture", "JourneyWords", "journey_picture", "journey_timeline"]
