// Shows and hides items of a section as answers change. The server decides again on saving.
const form = document.querySelector("form.answers");

const chosen = (code) =>
  [...form.querySelectorAll(`[name="v.${code}"]:checked`)].map((input) => input.value);

// As the server reads it: 1.680 is a thousand and more, 2,5 and 2.5 are the same.
const typed = (text) => {
  const plain = text.replace(/[\s%]/g, "");
  if (plain === "") return NaN;
  if (plain.includes(",")) return Number(plain.replaceAll(".", "").replace(",", "."));
  return Number(/^-?\d{1,3}(\.\d{3})+$/.test(plain) ? plain.replaceAll(".", "") : plain);
};

const number = (code) => {
  const field = form.querySelector(`[name="v.${code}"]`);
  if (!field) return NaN;
  const text = field.type === "radio" ? chosen(code)[0] ?? "" : field.value;
  return typed(text);
};

const special = (code) => form.querySelector(`[name="s.${code}"]:checked`) !== null;

const answered = (code) =>
  !special(code) &&
  (chosen(code).length > 0 ||
    [...form.querySelectorAll(`[name="v.${code}"]`)].some(
      (field) => !["radio", "checkbox"].includes(field.type) && field.value.trim() !== "",
    ));

// An item that is hidden, or in an earlier part, cannot be judged here.
const present = (code) => form.querySelector(`[name="v.${code}"]`) !== null;
const hidden = (code) => document.getElementById(`vraag-${code}`)?.hidden === true;

const items = (condition) => {
  const [kind, body] = Object.entries(condition)[0];
  if (kind === "all" || kind === "any") return body.flatMap(items);
  return kind === "not" ? items(body) : [body.item];
};

const holds = (condition) => {
  const [kind, body] = Object.entries(condition)[0];
  if (kind === "all") return body.every(holds);
  if (kind === "any") return body.some(holds);
  if (kind === "not") return !holds(body);
  if (hidden(body.item) || special(body.item)) return false;
  if (kind === "is") return chosen(body.item).includes(body.option);
  if (kind === "any_of") return chosen(body.item).some((value) => body.options.includes(value));
  if (kind === "at_least") return number(body.item) >= body.value;
  if (kind === "at_most") return number(body.item) <= body.value;
  return answered(body.item);
};

const update = () => {
  for (const question of form.querySelectorAll("[data-show-if]")) {
    const condition = JSON.parse(question.dataset.showIf);
    if (items(condition).every(present)) question.hidden = !holds(condition);
  }
};

if (form) {
  document.documentElement.classList.add("scripted");
  form.addEventListener("input", update);
  update();
}
