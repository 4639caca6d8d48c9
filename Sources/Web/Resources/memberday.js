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

// 开很多岗位：开完一段自己接着开。
document.querySelector("form[data-go-on]")?.requestSubmit();
// 复制按钮：没有脚本时自己选中再复制。
for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    // 没有 https 的地方没有剪贴板接口。
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
    else document.execCommand("copy");
    button.textContent = button.dataset.done;
  });
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

// 核对通知：右边的每一项和左边的原文互相点亮；边改边存，刷新不丢。
const review = document.querySelector("form[data-keep]");
if (review) {
  const light = (mark, row) => {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    mark?.classList.add("lit");
    row?.classList.add("lit");
  };
  const show = (element) => element.scrollIntoView({ block: "nearest", behavior: "smooth" });
  for (const row of review.querySelectorAll("[data-mark]")) {
    const mark = row.dataset.mark && document.getElementById(row.dataset.mark);
    if (!mark) continue;
    row.addEventListener("mouseenter", () => light(mark, row));
    row.addEventListener("focusin", () => {
      light(mark, row);
      if (matchMedia("(min-width:56em)").matches) show(mark);
    });
  }
  for (const mark of document.querySelectorAll("mark[data-field]")) {
    const field = document.getElementById(mark.dataset.field);
    if (!field) continue;
    const row = field.closest("[data-mark]") ?? field;
    mark.addEventListener("mouseenter", () => light(mark, row));
    mark.addEventListener("click", () => {
      light(mark, row);
      show(row);
      field.focus({ preventScroll: true });
    });
  }

  const kept = review.querySelector("[data-kept]");
  const toast = document.querySelector("[data-toast]");
  let fade;
  const tell = (text, stays) => {
    kept.textContent = text;
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(fade);
    if (!stays) fade = setTimeout(() => (toast.hidden = true), 4000);
  };
  let timer;
  let dirty = false;
  const keep = async (last) => {
    clearTimeout(timer);
    if (!dirty) return;
    dirty = false;
    const fields = new URLSearchParams(new FormData(review));
    fields.set("action", "keep");
    try {
      const answer = await fetch(review.getAttribute("action"), { method: "POST", body: fields, keepalive: last, redirect: "manual" });
      if (answer.status === 409) return tell("别人刚存过这一份。你写的还在这一页，存一次就看到怎么办。", true);
      if (answer.status !== 204) throw new Error(String(answer.status));
      const now = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
      tell(`改的都存好了，${now}。`, false);
    } catch {
      dirty = true;
      tell("还没存上，网络不通。先别关这一页，按“存着下次再核”再试。", true);
    }
  };
  review.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 600);
  });
  review.addEventListener("change", () => keep(false));
  addEventListener("pagehide", () => keep(true));
  review.addEventListener("submit", () => {
    clearTimeout(timer);
    dirty = false;
  });
  // 进到日期、人数这样的短格子就选中全部，直接打新的。
  review.addEventListener("focusin", (event) => {
    if (event.target.matches("input.sml")) event.target.select();
  });
}
