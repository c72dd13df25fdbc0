// Shows what is found while somebody types, by asking for the same page with other words.
const form = document.querySelector("#zoeken");
const field = form.querySelector("#q");
const pause = 150;
let waiting = 0;
let asked = field.value;

const show = async () => {
  const words = field.value;
  if (words === asked) return;
  asked = words;
  const address = `${form.getAttribute("action")}?${new URLSearchParams({ q: words })}`;
  const reply = await fetch(address).catch(() => null);
  // Without a reply the button still works; a later question makes this one void.
  if (!reply?.ok || words !== asked) return;
  const found = new DOMParser().parseFromString(await reply.text(), "text/html");
  for (const id of ["gevonden", "verteld"]) {
    document.getElementById(id).replaceChildren(...found.getElementById(id).childNodes);
  }
  history.replaceState(null, "", address);
};

// Whoever comes back types on behind what is there.
field.setSelectionRange(field.value.length, field.value.length);

field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, pause);
});
