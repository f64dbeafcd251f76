"""The Flask application of several scenarios. Its views do little, so that Flask and ddtrace are what a request costs.

To be imported after `tracing.instrument()`, as ddtrace patches what is imported after it.
"""

import sqlite3

from flask import Flask, render_template, request

_PAGE = """<!DOCTYPE html>
<title>Hello</title>
<h1>{{ greeting }}</h1>
<ul>{% for number in numbers %}<li>{{ number }}</li>{% endfor %}</ul>
"""


def greeting(name):
    return f"Hello {name}!"


def create_app():
    app = Flask(__name__)
    page = app.jinja_env.from_string(_PAGE)
    # The server's thread uses it, for one request after the other.
    database = sqlite3.connect(":memory:", check_same_thread=False)

    def find(name):
        # Put together from what the request brought: the kind of query that ddtrace looks for.
        return database.execute(f"SELECT 1 FROM sqlite_master WHERE name = '{name}'").fetchall()

    @app.get("/")
    def index():
        return render_template(page, greeting=greeting(request.args["name"]), numbers=range(20))

    @app.post("/post-view")
    def post_view():
        return request.get_json()

    @app.post("/sqli")
    def sqli():
        find(request.form["username"])
        return "OK"

    @app.post("/sqli_with_errortracking")
    def sqli_with_errortracking():
        try:
            find(request.form["username"])
            raise LookupError("an error that is handled")
        except LookupError:
            return "OK"

    return app
