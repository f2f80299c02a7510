#!/usr/bin/python3
"""A WebKitGTK window for its WebDriver that keeps what pages store: MiniBrowser's own for automation keeps nothing.

Its arguments are the folder to keep it in, and the folder that downloads come into.
"""

import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

kept, downloads = sys.argv[1:3]
manager = WebKit2.WebsiteDataManager(
    base_data_directory=os.path.join(kept, "data"), base_cache_directory=os.path.join(kept, "cache")
)
context = WebKit2.WebContext(website_data_manager=manager)
context.set_automation_allowed(True)


def automate(_, session):
    information = WebKit2.ApplicationInfo()
    information.set_name("MiniBrowser")
    information.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(information)
    session.connect("create-web-view", opened)


def opened(_):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    window = Gtk.Window(default_width=1280, default_height=900)
    window.add(view)
    window.show_all()
    view.connect("close", lambda _: window.destroy())
    return view


def started(_, download):
    def named(download, name):
        download.set_destination("file://" + os.path.join(downloads, name))
        return True

    download.connect("decide-destination", named)


context.connect("automation-started", automate)
context.connect("download-started", started)
Gtk.main()
