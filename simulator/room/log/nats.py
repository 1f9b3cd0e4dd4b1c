"""placeholder"""


class NatsLogs: ...
