// Passkeys: a form marked with `data-passkey` asks the browser for one before it is sent.
//
// Without this module the form is sent as it is, and the page that comes back says which way works.

const bytes = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

const forCreating = (options) => ({
  ...options,
  challenge: bytes(options.challenge),
  user: { ...options.user, id: bytes(options.user.id) },
  excludeCredentials: named(options.excludeCredentials),
});

const forGetting = (options) => ({
  ...options,
  challenge: bytes(options.challenge),
  allowCredentials: named(options.allowCredentials),
});

const answered = ({ id, rawId, type, response }, extensions) => {
  const parts = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = text(response[name]);
  }
  if (response.getTransports) parts.transports = response.getTransports();
  return JSON.stringify({ id, rawId: text(rawId), type, response: parts, extensions });
};

const credential = async (kind, options) => {
  const found = kind === "create"
    ? await navigator.credentials.create({ publicKey: forCreating(options) })
    : await navigator.credentials.get({ publicKey: forGetting(options) });
  const extensions = found.getClientExtensionResults();
  // What an authenticator says beside is not needed, apart from whether it can be found by itself.
  const told = extensions.credProps ? { credProps: extensions.credProps } : {};
  return answered(found, told);
};

const run = async (form) => {
  const reply = await fetch(form.dataset.begin, {
    method: "POST",
    headers: { "x-csrf-token": form.elements.csrf.value },
  });
  if (!reply.ok || !(reply.headers.get("content-type") ?? "").startsWith("application/json")) {
    throw new Error("refused");
  }
  const { ceremony, options } = await reply.json();
  form.elements.antwoord.value = await credential(form.dataset.passkey, options);
  form.elements.vraag.value = ceremony;
  form.submit();
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const problem = form.querySelector("[data-problem]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    problem.hidden = true;
    run(form).catch(() => {
      problem.hidden = false;
      problem.focus();
    });
  });
}
