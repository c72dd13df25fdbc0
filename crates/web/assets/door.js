// The list at the door. Ticks are kept on this device first and sent when there is a connection, so that nothing
// is lost; the last tick of each guest counts, whichever phone it came from.
const form = document.querySelector("#deur");
const RETRY = 5000;
const CACHE = "mkbroute-deur";

const start = () => {
  const place = `mkbroute:${location.pathname}`;
  const status = document.querySelector("#stand");
  const boxes = [...form.querySelectorAll("input[name='kwam']")];
  const kept = JSON.parse(localStorage.getItem(place) ?? "null");
  // What this device ticked and did not send yet, and what it last heard: the page itself may be older.
  const state = { device: crypto.randomUUID(), unsent: {}, heard: {}, ...kept };
  let timer = null;
  let busy = false;

  const keep = () => localStorage.setItem(place, JSON.stringify(state));
  const count = () => {
    document.querySelector("#aantal").textContent = boxes.filter((box) => box.checked).length;
  };
  const hasUnsent = () => Object.keys(state.unsent).length > 0;
  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const plan = (after) => {
    clearTimeout(timer);
    timer = setTimeout(send, after);
  };

  // The latest of what the page said, what was heard since, and what was ticked here.
  const latest = (box) => {
    const said = { at: Number(box.dataset.at), came: box.defaultChecked };
    const marks = [said, state.heard[box.value], state.unsent[box.value]];
    return marks.reduce((last, mark) => (mark && mark.at >= last.at ? mark : last));
  };
  const show = (box) => {
    box.checked = latest(box).came;
  };

  const fields = (sent) => {
    const all = new URLSearchParams({ toestel: state.device });
    all.set("csrf", form.querySelector("input[name='csrf']").value);
    for (const [guest, mark] of sent) all.append("tik", `${guest}.${mark.at}.${mark.came ? 1 : 0}`);
    return all;
  };

  // Takes over what the server knows, and forgets what was sent unless it was ticked anew meanwhile.
  const merge = (sent, merged) => {
    for (const [guest, mark] of sent) {
      if (state.unsent[guest]?.at === mark.at) delete state.unsent[guest];
    }
    for (const [guest, mark] of Object.entries(merged)) {
      state.heard[guest] = { at: Date.parse(mark.at), came: mark.came };
    }
    keep();
    boxes.forEach(show);
    count();
  };

  const send = async () => {
    if (busy) return;
    busy = true;
    const sent = Object.entries(state.unsent);
    let isMerged = false;
    try {
      const reply = await fetch(form.action, { method: "POST", body: fields(sent) });
      const isList = reply.headers.get("content-type")?.startsWith("application/json");
      if (reply.ok && isList) {
        merge(sent, await reply.json());
        isMerged = true;
        // Ticked while this was sent: on its way next.
        say(hasUnsent() ? form.dataset.sending : form.dataset.kept);
      } else {
        say(`${form.dataset.refused} ${Object.keys(state.unsent).length}`);
      }
    } catch {
      say(`${form.dataset.offline} ${Object.keys(state.unsent).length}`);
    }
    busy = false;
    // Other phones tick too: whoever looks sees theirs before long.
    if (!hasUnsent()) plan(4 * RETRY);
    else plan(isMerged ? 0 : RETRY);
  };

  const tick = (box) => {
    // A clock that ran back must not lose a tick from the one before it.
    const at = Math.max(Date.now(), latest(box).at + 1);
    state.unsent[box.value] = { at, came: box.checked };
    keep();
    count();
    say(form.dataset.sending);
    plan(0);
  };

  const search = (words) => {
    for (const box of boxes) {
      const option = box.closest("label");
      option.hidden = !option.textContent.toLowerCase().includes(words.toLowerCase());
    }
  };

  // Ticked with a connection, this page and what it needs stay readable without one.
  const takeAlong = async () => {
    await navigator.serviceWorker.register("/aan-de-deur.js", { scope: location.pathname });
    const files = [...document.querySelectorAll("link[rel='stylesheet'], script[src]")];
    const cache = await caches.open(CACHE);
    await cache.addAll([location.pathname, ...files.map((file) => file.href ?? file.src)]);
  };

  const done = async () => {
    if (hasUnsent()) return plan(0);
    clearTimeout(timer);
    localStorage.removeItem(place);
    await caches?.delete(CACHE);
    const worker = await navigator.serviceWorker?.getRegistration(location.pathname);
    await worker?.unregister();
    location.href = location.pathname.replace(/\/deur$/, "");
  };

  for (const box of boxes) {
    show(box);
    box.addEventListener("change", () => tick(box));
  }
  count();
  const finder = document.querySelector("#zoek");
  document.querySelector("#zoekvak").hidden = boxes.length < 10;
  finder.addEventListener("input", () => search(finder.value));
  finder.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  // Ticks keep themselves; without this script, also when it never came, the button does.
  document.querySelector("#bewaar").hidden = true;
  const finish = document.querySelector("#klaar");
  finish.hidden = false;
  finish.addEventListener("click", done);
  window.addEventListener("online", () => plan(0));
  // A browser without these still has the page while it stays open.
  if (navigator.serviceWorker) takeAlong().catch(() => {});
  plan(0);
};

if (form) start();
