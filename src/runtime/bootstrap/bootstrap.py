"""Runs a Python handler: asks the Lambda Runtime API for work, and tells it what came of it."""
import json
import logging
import os
import socket
import sys
import time
import traceback
import types

LAYERS = sys.argv[1]
TASK = os.environ["LAMBDA_TASK_ROOT"]
HANDLER = os.environ["_HANDLER"]
JSON_LOGS = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
HOST, PORT = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":")
PAGES = "/2018-06-01/runtime/"


class Api:
    """One kept connection; the standard library's client takes longer to load than all of this."""

    def __init__(self):
        self.socket = socket.create_connection((HOST, int(PORT)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader = self.socket.makefile("rb")

    def ask(self, method, page, body=b"", headers=()):
        self.send(method, page, body, headers)
        return self.hear()

    def send(self, method, page, body=b"", headers=()):
        lines = ["%s %s%s HTTP/1.1" % (method, PAGES, page), "Host: %s:%s" % (HOST, PORT)]
        lines += ["%s: %s" % header for header in headers]
        if method == "POST":
            lines += ["Content-Type: application/json", "Content-Length: %d" % len(body)]
        self.socket.sendall("\r\n".join(lines + ["", ""]).encode("latin-1", "replace") + body)

    def hear(self):
        status = self.reader.readline()
        if not status:
            sys.exit(0)
        told = {}
        for line in iter(self.reader.readline, b"\r\n"):
            name, _, value = line.decode("utf-8").partition(":")
            told[name.lower()] = value.strip()
        return int(status.split()[1]), told, self.reader.read(int(told.get("content-length", 0)))


class Fault(Exception):
    """A failure that has a name of Lambda's."""

    def __init__(self, kind, message, trace=None):
        super().__init__(message)
        self.kind, self.message, self.trace = kind, message, trace or []


class CognitoIdentity:
    def __init__(self):
        self.cognito_identity_id = None
        self.cognito_identity_pool_id = None


class LambdaContext:
    """What a handler is told of its invocation, beside the event."""

    def __init__(self, headers):
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers["lambda-runtime-invoked-function-arn"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.tenant_id = None
        self.identity = CognitoIdentity()
        self.client_context = client_context(headers.get("lambda-runtime-client-context"))
        self._deadline = int(headers["lambda-runtime-deadline-ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        return "LambdaContext([aws_request_id=%s,function_name=%s])" % (
            self.aws_request_id,
            self.function_name,
        )


def client_context(text):
    if not text:
        return None
    told = json.loads(text)
    if not isinstance(told, dict):
        return None
    client = told.get("client")
    names = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")
    return types.SimpleNamespace(
        custom=told.get("custom"),
        env=told.get("env"),
        client=client and types.SimpleNamespace(**{name: client.get(name) for name in names}),
    )


class RequestFilter(logging.Filter):
    request_id = ""

    def filter(self, record):
        record.aws_request_id = RequestFilter.request_id
        return True


class JsonFormatter(logging.Formatter):
    def format(self, record):
        entry = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "requestId": record.aws_request_id,
        }
        if record.exc_info:
            kind, error, trace = record.exc_info
            entry["errorType"] = kind.__name__
            entry["errorMessage"] = str(error)
            entry["stackTrace"] = traceback.format_tb(trace)
        return json.dumps(entry, default=str)


def prepare_logging():
    handler = logging.StreamHandler(sys.stdout)
    if JSON_LOGS:
        handler.setFormatter(JsonFormatter())
    else:
        form = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s"
        handler.setFormatter(logging.Formatter(form, "%Y-%m-%dT%H:%M:%S"))
        handler.formatter.converter = time.gmtime
    handler.addFilter(RequestFilter())
    logging.getLogger().addHandler(handler)


def load():
    """The handler that `_HANDLER` names: `folder/module.function`."""
    try:
        name, function = HANDLER.rsplit(".", 1)
    except ValueError as error:
        raise Fault("Runtime.MalformedHandlerName", "Bad handler '%s': %s" % (HANDLER, error))
    try:
        import importlib

        module = importlib.import_module(name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (name, error))
    except SyntaxError as error:
        place = '  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)
        raise Fault(
            "Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (name, error), [place]
        )
    try:
        return getattr(module, function)
    except AttributeError:
        raise Fault(
            "Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (function, name)
        )


def told_of(error, request_id):
    if isinstance(error, Fault):
        kind, message, trace = error.kind, error.message, error.trace
    else:
        frames = traceback.extract_tb(error.__traceback__)
        frames = [frame for frame in frames if frame.filename != __file__]
        frames = [frame for frame in frames if not frame.filename.startswith("<frozen importlib")]
        kind, message, trace = type(error).__name__, str(error), traceback.format_list(frames)
    if JSON_LOGS:
        print(json.dumps({
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "log_level": "ERROR",
            "errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": trace,
        }))
    else:
        print("[ERROR] %s: %s" % (kind, message))
        if trace:
            print("Traceback (most recent call last):\n%s" % "".join(trace).rstrip("\n"))
    sys.stdout.flush()
    return kind, json.dumps(
        {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": trace}
    ).encode("utf-8")


def plain(value):
    import decimal

    # As AWS's runtime writes what boto3's DynamoDB resource returns.
    if isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


def answer(handler, body, headers):
    try:
        event = json.loads(body.decode("utf-8"))
    except Exception as error:
        raise Fault("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % error)
    result = handler(event, LambdaContext(headers))
    try:
        return json.dumps(result, ensure_ascii=False, default=plain).encode("utf-8")
    except Exception as error:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: %s" % error)


def main():
    sys.stdout.reconfigure(line_buffering=True, errors="replace")
    sys.stderr.reconfigure(line_buffering=True, errors="replace")
    version = "python%d.%d" % sys.version_info[:2]
    sys.path[0:1] = [
        TASK,
        os.path.join(LAYERS, "python/lib", version, "site-packages"),
        os.path.join(LAYERS, "python"),
    ]
    sys.argv[1:] = []
    prepare_logging()
    api = Api()
    try:
        handler = load()
    except Exception as error:
        kind, body = told_of(error, "")
        api.ask("POST", "init/error", body, [("Lambda-Runtime-Function-Error-Type", kind)])
        sys.exit(1)
    api.send("GET", "invocation/next")
    while True:
        _, headers, body = api.hear()
        request_id = headers["lambda-runtime-aws-request-id"]
        RequestFilter.request_id = request_id
        os.environ["_X_AMZN_TRACE_ID"] = headers.get("lambda-runtime-trace-id", "")
        try:
            result = answer(handler, body, headers)
            sys.stdout.flush()
            sys.stderr.flush()
            told = ("POST", "invocation/%s/response" % request_id, result)
        except Exception as error:
            kind, body = told_of(error, request_id)
            heading = [("Lambda-Runtime-Function-Error-Type", kind)]
            told = ("POST", "invocation/%s/error" % request_id, body, heading)
        # Asked for in the same breath: the connection answers in turn.
        api.send(*told)
        api.send("GET", "invocation/next")
        api.hear()


main()
