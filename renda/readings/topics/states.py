"""Choices of the list of topics."""

from renda.ground.kernel.actor import Role

READERS = frozenset({Role.OFFICE, Role.LEADER, Role.TOWNSHIP, Role.LIAISON, Role.STATION_MASTER, Role.DEPUTY})
DRAFTERS = frozenset({Role.DEPUTY, Role.LIAISON, Role.STATION_MASTER})
# How far back the list looks, in days.
PERIODS = {"30": "近30天", "90": "近90天", "180": "近半年", "365": "近一年"}
USUAL_PERIOD = "180"
# A county says from how many opinions on a topic is listed: setting `topic_least`.
LEAST_SETTING, LEAST = "topic_least", 3
