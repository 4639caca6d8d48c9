// 没有脚本，每一页也都能用。这里只加：人数的加减、快速填。
for (const step of document.querySelectorAll(".step")) {
  const input = step.querySelector("input");
  const number = () => Number.parseInt(input.value.replaceAll(/[^0-9]/g, ""), 10) || 0;
  const put = (value) => {
    input.value = String(Math.max(0, value));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  for (const button of step.querySelectorAll("button[data-add]")) {
    button.hidden = false;
    button.addEventListener("click", () => put(number() + Number(button.dataset.add)));
  }
  step.classList.add("on");

  const quick = step.parentElement.querySelector(".quick");
  if (!quick) continue;
  quick.hidden = false;
  for (const button of quick.querySelectorAll("button[data-put]")) {
    button.addEventListener("click", () => put(Number(button.dataset.put)));
  }
}

// 打印按钮：没有脚本时它不出现，用浏览器自己的打印。
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// 菜单：点到外面或按 Esc 就收起来。
const menus = () => document.querySelectorAll("details.drop[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
