// Small comforts on top of pages that work without them: a switch of theme, "/" for the field, claims and their words.
const top_ = document.querySelector("header.top");
if (top_) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "theme";
  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const label = () => { button.textContent = dark() ? "Light" : "Dark"; };
  button.addEventListener("click", () => {
    const theme = dark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try { localStorage.setItem("theme", theme); } catch { /* only for this page */ }
    label();
  });
  label();
  top_.append(button);
}
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.querySelector("#ask, #q")?.focus();
  }
});
const light = (numbers) => {
  for (const it of document.querySelectorAll(".lit")) it.classList.remove("lit");
  for (const number of numbers) {
    document.getElementById("c" + number)?.classList.add("lit");
    for (const it of document.querySelectorAll(`[data-c~="${number}"]`)) it.classList.add("lit");
  }
};
for (const type of ["pointerover", "focusin"]) {
  document.addEventListener(type, (event) => {
    const words = event.target.closest("[data-c]");
    const claim = event.target.closest("[data-claim]");
    if (words) light(words.dataset.c.split(" "));
    else if (claim) light([claim.dataset.claim]);
  });
}
// A drawing wider than the screen begins where the day asked about is.
for (const it of document.querySelectorAll(".strip .scroll")) {
  const now = it.querySelector(".now");
  if (now && it.scrollWidth > it.clientWidth) {
    const at = now.getBoundingClientRect().left - it.getBoundingClientRect().left;
    it.scrollLeft = Math.max(0, at - it.clientWidth / 2);
  }
}
