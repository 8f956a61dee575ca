// SPDX-License-Identifier: GPL-3.0-or-later
// Where the device is: asked for on a tap alone, with a way on where it is
// refused.

import { button, h } from "../base/dom.js";
import { t } from "../base/text.js";

const SETTINGS = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 };
const DENIED = 1; // GeolocationPositionError.PERMISSION_DENIED

// The button, and the line that says how it went.
export function locateControl(app, onfound) {
  const note = h("p", { class: "small note", hidden: true });
  const tell = (key) => {
    note.hidden = false;
    note.textContent = t(key);
    app.say(t(key));
  };
  const found = ({ coords: { longitude: lon, latitude: lat } }) => {
    note.hidden = true;
    onfound({ lon, lat }, t("locate"));
  };
  const failed = ({ code }) => tell(code === DENIED ? "locate_denied" : "locate_failed");
  const locate = () => {
    if (!window.isSecureContext || !navigator.geolocation) return tell("locate_insecure");
    tell("locating");
    navigator.geolocation.getCurrentPosition(found, failed, SETTINGS);
  };
  const label = [h("span", { "aria-hidden": "true" }, "◎ "), t("locate")];
  return { button: button("quiet", label, locate), note, start: locate };
}
