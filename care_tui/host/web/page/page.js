"use strict";
/* The page around the terminal: its door, a socket that comes back, keys to tap, the end. */

const OVER = 4001, ELSEWHERE = 4002;
const FIRST_WAIT = 250, LONGEST_WAIT = 1000, QUIET = 300;
const SILENT = 12000, TRYING = 8000;
const MOST_TYPED = 100000, LARGEST_FILE = 20 * 1024 * 1024, READ = 8000;
const NARROWEST = 60.5, LOWEST = 18.5, WIDE = 0.602, HIGH = 1.34;
const KEYS = {escape: "\x1b", tab: "\t", enter: "\r", save: "\x13", help: "?",
  left: "\x1b[D", right: "\x1b[C", up: "\x1b[A", down: "\x1b[B"};
const $ = (id) => document.getElementById(id);
const Socket = window.WebSocket;
let line = null;

/* Looks like a WebSocket to the terminal, and is one after another. */
class Line extends EventTarget {
  constructor(url) {
    super();
    line = this;
    this.url = new URL(url, location.href);
    this.wait = FIRST_WAIT;
    this.size = null;
    this.open();
  }
  open() {
    const url = new URL(this.url);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    if (this.size) { url.searchParams.set("width", this.size.width); url.searchParams.set("height", this.size.height); }
    const socket = this.socket = new Socket(url);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => { this.wait = FIRST_WAIT; this.watch(SILENT); told(""); this.dispatchEvent(new Event("open")); };
    socket.onmessage = (event) => {
      this.watch(SILENT);
      if (typeof event.data !== "string") this.dispatchEvent(new MessageEvent("message", {data: event.data}));
    };
    socket.onclose = (event) => this.closed(event);
    this.watch(TRYING);
  }
  /* A line may die without an end: the server says something every few seconds. */
  watch(wait) {
    clearTimeout(this.watching);
    this.watching = setTimeout(() => this.drop(), wait);
  }
  drop() {
    const socket = this.socket;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.closed({});
  }
  closed(event) {
    this.socket = null;
    clearTimeout(this.watching);
    if (event.code === OVER || event.code === ELSEWHERE) { end(event.reason, event.code); return; }
    this.telling = this.telling || setTimeout(() => told("The connection is gone; trying again …"), QUIET);
    clearTimeout(this.next);
    this.next = setTimeout(() => this.retry(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }
  /* Ask again and again whether the server is there, not waiting for an answer that may be lost. */
  async retry() {
    clearTimeout(this.next);
    this.next = setTimeout(() => this.retry(), LONGEST_WAIT);
    let known;
    try { known = await fetch("/me", {cache: "no-store", signal: AbortSignal.timeout(TRYING)}); } catch { return; }
    if (this.socket || $("end").open) return;
    clearTimeout(this.next);
    if (known.status === 401) { told(""); end("You are logged out here. Ask for a new link.", OVER); return; }
    this.open();
  }
  send(text) {
    let kind, said;
    try { [kind, said] = JSON.parse(text); } catch { return; }
    if (kind === "resize") this.size = said;
    if (!this.socket || this.socket.readyState !== Socket.OPEN) return;
    if (kind !== "stdin" || said.length <= MOST_TYPED) { this.socket.send(text); return; }
    const letters = Array.from(said);  /* A long paste goes in pieces, no letter cut in two. */
    for (let at = 0; at < letters.length; at += MOST_TYPED)
      this.socket.send(JSON.stringify([kind, letters.slice(at, at + MOST_TYPED).join("")]));
  }
  close() { if (this.socket) this.socket.close(); }
}

function told(sentence) {
  if (line && line.telling) { clearTimeout(line.telling); line.telling = null; }
  $("line").textContent = sentence;
  $("line").hidden = !sentence;
}

/* Say something for a while, over the app. */
function briefly(sentence) {
  told(sentence);
  setTimeout(() => { if ($("line").textContent === sentence) told(""); }, READ);
}

/* A file that is chosen, or dropped on the page, goes to the app, which asks what it is. */
async function sendFile(file) {
  if (!file || $("pick").disabled) return;
  if (file.size > LARGEST_FILE) { briefly("The file has more than 20 MB. Split it, or export less."); return; }
  $("pick").disabled = true;
  told(`Sending ${file.name} …`);
  try {
    const answer = await fetch(`/file?name=${encodeURIComponent(file.name)}`, {
      method: "POST", headers: {"Content-Type": "application/octet-stream"}, body: file,
    });
    if (answer.status === 204) told("");
    else briefly((await answer.text()) || "The file did not arrive. Send it again.");
  } catch { briefly("The file did not arrive. Send it again."); }
  $("pick").disabled = false;
}

function focusApp() {
  const typed = $("screen").querySelector("textarea");
  if (typed) typed.focus();
}

function end(sentence, code) {
  told("");
  $("said").textContent = sentence || "The app has ended.";
  $("again").textContent = code === ELSEWHERE ? "Go on here" : "Come in again";
  $("out").hidden = code === ELSEWHERE;
  if (!$("end").open) $("end").showModal();
}

function fontSize() {
  const bar = matchMedia("(pointer: coarse)").matches ? 46 : 28;
  const wide = innerWidth / (NARROWEST * WIDE), high = (innerHeight - bar) / (LOWEST * HIGH);
  return Math.max(6, Math.min(16, Math.floor(Math.min(wide, high) * 10) / 10));
}

async function start() {
  $("door").hidden = true;
  $("app").hidden = false;
  const screen = $("screen");
  screen.dataset.sessionWebsocketUrl = "/ws";
  screen.dataset.fontSize = fontSize();
  screen.className = "textual-terminal";
  window.WebSocket = Line;
  const ready = [document.fonts.load('16px "Roboto Mono"'), document.fonts.load('bold 16px "Roboto Mono"')];
  await Promise.all([...ready, script("/terminal.js")]).catch(() => {});
  const begin = window.onload;
  window.onload = null;
  begin(new Event("load"));
  focusApp();
  $("end").addEventListener("close", focusApp);
}

function script(source) {
  return new Promise((done, failed) => {
    const element = document.createElement("script");
    Object.assign(element, {src: source, onload: done, onerror: failed});
    document.head.append(element);
  });
}

function door() {
  const code = decodeURIComponent(location.hash.slice(1));
  if (code) { $("code").value = code; history.replaceState(null, "", location.pathname); }
  $("door").hidden = false;
  $("code").focus();
}

async function comeIn(event) {
  event.preventDefault();
  const button = $("in").querySelector("button");
  button.disabled = true;
  $("why").textContent = "";
  try {
    const answer = await fetch("/in", {
      method: "POST",
      headers: {"Content-Type": "application/json"},
      body: JSON.stringify({code: $("code").value, stay: $("stay").checked}),
    });
    if (answer.status === 204) await start();
    else $("why").textContent = (await answer.text()) || "This did not work; try again.";
  } catch {
    $("why").textContent = "The server cannot be reached now. Try again in a moment.";
  }
  button.disabled = false;
}

async function logOut() {
  await fetch("/out", {method: "POST", headers: {"Content-Type": "application/json"}, body: "{}"}).catch(() => {});
  location.reload();
}

/* The browser pastes; the terminal would send ^V. */
document.addEventListener("keydown", (event) => {
  const pastes = event.key.toLowerCase() === "v" && (event.ctrlKey || event.metaKey) && !event.altKey;
  if (pastes && !$("app").hidden) event.stopImmediatePropagation();
}, true);

document.addEventListener("DOMContentLoaded", async () => {
  $("in").addEventListener("submit", comeIn);
  $("again").addEventListener("click", () => location.reload());
  $("out").addEventListener("click", logOut);
  for (const button of $("keys").querySelectorAll("button")) {
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => line && line.send(JSON.stringify(["stdin", KEYS[button.dataset.key]])));
  }
  $("pick").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => { sendFile($("file").files[0]); $("file").value = ""; focusApp(); });
  $("file").addEventListener("cancel", focusApp);
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!$("app").hidden) sendFile(event.dataTransfer.files[0]);
  });
  window.addEventListener("hashchange", () => { if ($("app").hidden) door(); });
  window.addEventListener("online", () => { if (line && !line.socket && !$("end").open) line.retry(); });
  window.addEventListener("orientationchange", () => { if (!$("app").hidden) location.reload(); });
  try {
    const known = await fetch("/me", {cache: "no-store"});
    if (known.status === 204 && !location.hash.slice(1)) { await start(); return; }
    if (known.status === 503) $("why").textContent = await known.text();
  } catch { $("why").textContent = "The server cannot be reached now. Try again in a moment."; }
  door();
});
