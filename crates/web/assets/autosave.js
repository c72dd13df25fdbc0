// Keeps what is typed while it is typed, and says so. Without a connection it stays on this device
// until the tab closes; the server checks and keeps it as if "Verder" was pressed.
const form = document.querySelector("form.answers[data-autosave]");
const WAIT = 800;
const RETRY = 5000;

const start = () => {
  const status = document.querySelector("#bewaard");
  const version = form.querySelector('[name="versie"]');
  const place = `mkbroute:${form.dataset.autosave}`;
  let timer = null;
  let busy = false;
  let again = false;

  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const fields = () => new URLSearchParams(new FormData(form));

  const remember = () => {
    try {
      sessionStorage.setItem(place, fields().toString());
    } catch {
      // A browser without storage still has the screen.
    }
  };
  const forget = () => sessionStorage.removeItem(place);

  const plan = (after) => {
    clearTimeout(timer);
    timer = setTimeout(keep, after);
  };

  const keep = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      const reply = await fetch(form.dataset.autosave, { method: "POST", body: fields() });
      if (reply.ok) {
        version.value = (await reply.json()).revision;
        forget();
        const time = new Date().toLocaleTimeString(document.documentElement.lang, {
          hour: "2-digit",
          minute: "2-digit",
        });
        say(`${form.dataset.saved} ${time}`);
      } else if (reply.status === 409) {
        say(form.dataset.elsewhere);
      } else if (reply.status === 410 || reply.status === 404) {
        say(form.dataset.closed);
      } else {
        throw new Error(reply.status);
      }
    } catch {
      remember();
      say(form.dataset.offline);
      plan(RETRY);
    }
    busy = false;
    if (again) {
      again = false;
      plan(WAIT);
    }
  };

  // What was typed without a connection comes back after a reload.
  const restore = () => {
    const kept = sessionStorage.getItem(place);
    if (!kept) return;
    const values = new URLSearchParams(kept);
    for (const field of form.elements) {
      if (!field.name || field.name === "versie" || field.type === "submit") continue;
      const given = values.getAll(field.name);
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = given.includes(field.value);
      } else {
        field.value = given[0] ?? "";
      }
    }
    form.dispatchEvent(new Event("input"));
  };

  form.addEventListener("input", () => plan(WAIT));
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (navigator.onLine) {
      forget();
      return;
    }
    event.preventDefault();
    remember();
    say(form.dataset.offline);
  });
  window.addEventListener("online", () => plan(0));
  restore();
};

if (form) start();
