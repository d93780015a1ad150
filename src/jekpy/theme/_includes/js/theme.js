// The theme's script. It stands in the head and runs before the page is drawn, so that the reader's choice of
// colours is there from the start; everything else waits until the page is parsed.
(function () {
  "use strict";

  const root = document.documentElement;
  const configuredTheme = root.dataset.theme || null;
  const storageKey = "theme";
  root.classList.add("js");

  // ---- Colours -------------------------------------------------------------------------------------------

  function remembered() {
    try {
      return localStorage.getItem(storageKey);
    } catch {
      return null; // storage may be forbidden
    }
  }

  function remember(theme) {
    try {
      if (theme) localStorage.setItem(storageKey, theme);
      else localStorage.removeItem(storageKey);
    } catch {
      // then the choice holds for this page
    }
  }

  function shownTheme() {
    return getComputedStyle(root).colorScheme === "dark" ? "dark" : "light";
  }

  function show(theme) {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  // What the page shows when nobody has chosen: the configured scheme, or the system's.
  function unchosenTheme() {
    const chosen = root.dataset.theme;
    show(configuredTheme);
    const theme = shownTheme();
    show(chosen);
    return theme;
  }

  function choose(theme) {
    show(theme);
    if (theme === unchosenTheme()) {
      show(configuredTheme);
      remember(null);
    } else {
      remember(theme);
    }
  }

  if (["light", "dark"].includes(remembered())) show(remembered());

  function setUpThemeToggle() {
    const toggle = document.getElementById("theme-toggle");
    if (!toggle) return;
    const update = () => toggle.setAttribute("aria-pressed", String(shownTheme() === "dark"));
    toggle.addEventListener("click", () => {
      choose(shownTheme() === "dark" ? "light" : "dark");
      update();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", update);
    update();
  }

  // ---- The names that scripts of just-the-docs sites call ------------------------------------------------

  window.jtd = {
    addEvent: (element, type, handler) => element.addEventListener(type, handler),
    removeEvent: (element, type, handler) => element.removeEventListener(type, handler),
    onReady(handler) {
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", handler);
      else handler();
    },
    getTheme: shownTheme,
    setTheme(name) {
      if (name === "light" || name === "dark" || name === "default") {
        show(name === "default" ? configuredTheme : name);
        return;
      }
      const sheet = document.querySelector('link[rel="stylesheet"]');
      sheet.href = sheet.href.replace(/[^/]*$/, "just-the-docs-" + name + ".css");
    },
  };

  // ---- Menu ----------------------------------------------------------------------------------------------

  // A split menu lacks what is folded away: the branch is taken from the page that it belongs to.
  async function fill(event) {
    const branch = event.target;
    if (!branch.open || !branch.matches("details") || branch.querySelector("ul")) return;
    const link = branch.parentElement.querySelector("a");
    try {
      const response = await fetch(link.href);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const list = page.querySelector("#site-nav [aria-current] + details > ul");
      if (branch.querySelector("ul")) return;
      branch.append(document.adoptNode(list));
    } catch {
      location.href = link.href;
    }
  }

  function setUpMenu() {
    const menu = document.getElementById("site-nav");
    if (!menu) return;
    const current = menu.querySelector("[aria-current]");
    // Moves the menu only: scrollIntoView would move the page along.
    const centre = () => {
      if (!current) return;
      const offset = current.getBoundingClientRect().top - menu.getBoundingClientRect().top;
      menu.scrollTop += offset - menu.clientHeight / 2;
    };
    centre();
    menu.addEventListener("toggle", fill, true);
    const button = document.getElementById("menu-button");
    menu.addEventListener("toggle", (event) => {
      if (event.target !== menu) return;
      const isOpen = event.newState === "open";
      for (const element of [menu, button, document.getElementById("main-header")]) {
        element?.classList.toggle("nav-open", isOpen);
      }
      if (isOpen) centre();
    });
  }

  // ---- The page's own contents: marks the section that is being read ----------------------------------------

  function setUpContents() {
    const links = [...document.querySelectorAll(".page-toc a")];
    const sections = links
      .map((link) => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
      .filter((section) => section.heading);
    if (!sections.length) return;
    let current = null;
    let isPlanned = false;

    function mark() {
      isPlanned = false;
      const line = parseFloat(getComputedStyle(root).scrollPaddingTop) + 8;
      const isAtEnd = innerHeight + scrollY >= root.scrollHeight - 2;
      const passed = sections.filter(({ heading }) => heading.getBoundingClientRect().top <= line);
      let next = passed.at(-1) || sections[0];
      if (isAtEnd && scrollY > 0) {
        // The last sections may be too short to reach the line: the one that was asked for, or the last.
        const wanted = sections.find(({ heading }) => "#" + heading.id === decodeURIComponent(location.hash));
        next = wanted && wanted.heading.getBoundingClientRect().top >= 0 ? wanted : sections.at(-1);
      }
      if (next === current) return;
      current?.link.classList.remove("active");
      current?.link.removeAttribute("aria-current");
      next.link.classList.add("active");
      next.link.setAttribute("aria-current", "true");
      current = next;
      const box = next.link.closest(".page-toc");
      const top = next.link.offsetTop;
      if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 40) {
        box.scrollTop = top - box.clientHeight / 2;
      }
    }

    const plan = () => {
      if (isPlanned) return;
      isPlanned = true;
      requestAnimationFrame(mark);
    };
    addEventListener("scroll", plan, { passive: true });
    addEventListener("resize", plan, { passive: true });
    mark();
  }

  // ---- Code blocks: scrolled by keyboard, copied by a button ------------------------------------------------

  function icon(name, className) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("class", className);
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#" + name);
    svg.append(use);
    return svg;
  }

  function addCopyButton(block) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-code btn-reset";
    button.setAttribute("aria-label", "Copy code to clipboard");
    button.append(icon("svg-copy", "copy-icon"));
    button.addEventListener("click", async () => {
      const code = block.querySelector("td.code pre") || block.querySelector("pre") || block.querySelector("code");
      await navigator.clipboard.writeText(code.innerText.replace(/\n$/, ""));
      button.replaceChildren(icon("svg-copied", "copy-icon"));
      button.setAttribute("aria-label", "Copied");
      setTimeout(() => {
        button.replaceChildren(icon("svg-copy", "copy-icon"));
        button.setAttribute("aria-label", "Copy code to clipboard");
      }, 4000);
    });
    block.append(button);
  }

  function setUpCode() {
    for (const block of document.querySelectorAll("div.highlight, .table-wrapper")) {
      if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
    }
    if (!navigator.clipboard || root.dataset.copyCode === "false") return; // an insecure origin has none
    document
      .querySelectorAll("div.highlighter-rouge, div.listingblock > div.content, figure.highlight")
      .forEach(addCopyButton);
  }

  // ---- Search ----------------------------------------------------------------------------------------------

  function setUpSearch() {
    const dialog = document.getElementById("search-dialog");
    if (!dialog) return;
    const input = document.getElementById("search-input");
    const results = document.getElementById("search-results");
    const status = dialog.querySelector(".search-status");
    const perPage = Number(dialog.dataset.previews) || 3;
    const most = 20;
    const folder = dialog.dataset.index;
    let engine = null;
    let shards = [];
    let asked = 0;

    async function start() {
      const options = { baseUrl: dialog.dataset.base, excerptLength: 24 };
      const [pagefind, response] = await Promise.all([
        import(new URL(folder + "pagefind.js", location.href).href),
        fetch(folder + "shards.json", { cache: "no-cache" }),
      ]);
      shards = await response.json();
      await pagefind.options(options);
      await pagefind.init();
      await Promise.all(shards.map((shard) => pagefind.mergeIndex(folder + shard, options)));
      return pagefind;
    }

    function load() {
      engine ??= start();
      return engine;
    }

    function open() {
      if (dialog.open) return;
      if (document.querySelector("#site-nav:popover-open")) document.getElementById("site-nav").hidePopover();
      root.classList.add("search-active");
      dialog.showModal();
      input.select();
      load().catch(() => {
        status.textContent =
          location.protocol === "file:"
            ? "Search works once the site is served, not from a file."
            : "Search is not available.";
      });
    }

    // ---- results: a link for each page, and one for each of its sections that match

    function element(tag, className, text) {
      const made = document.createElement(tag);
      made.className = className;
      if (text) made.textContent = text;
      return made;
    }

    // What only repeats the title says nothing.
    function preview(html, title) {
      const box = element("div", "search-result-previews");
      const line = element("div", "search-result-preview");
      line.innerHTML = html; // Pagefind's excerpts are escaped text with <mark>
      for (const mark of line.querySelectorAll("mark")) mark.className = "search-result-highlight";
      if (!title.startsWith(line.textContent.replace(/\.$/, ""))) box.append(line);
      return box;
    }

    function link(url, id) {
      const made = element("a", "search-result");
      made.href = url;
      made.id = "search-result-" + id;
      made.tabIndex = -1;
      made.setAttribute("role", "option");
      return made;
    }

    function pageLink(page, sections, id) {
      const made = link(page.url, id);
      const title = element("div", "search-result-title");
      const line = element("div", "search-result-doc");
      line.append(icon("svg-doc", "search-result-icon"));
      line.append(element("div", "search-result-doc-title", page.meta.title || page.url));
      if (!("hideUrl" in dialog.dataset)) line.append(element("span", "search-result-rel-url", page.url));
      if (sections.length) line.classList.add("search-result-doc-parent");
      title.append(line);
      made.append(title);
      if (!sections.length) made.append(preview(page.excerpt, page.meta.title || ""));
      return made;
    }

    function sectionLink(section, id) {
      const made = link(section.url, id);
      made.append(element("div", "search-result-section", section.title), preview(section.excerpt, section.title));
      return made;
    }

    // The page's sections that match: those whose title does come first, its own list of contents not at all.
    function sectionsOf(page) {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const rank = (part) => (words.some((word) => part.title.toLowerCase().includes(word)) ? 0 : 1);
      return page.sub_results
        .filter((part) => part.anchor && part.title.toLowerCase() !== "table of contents")
        .sort((one, other) => rank(one) - rank(other))
        .slice(0, perPage);
    }

    function render(pages) {
      const list = element("ul", "search-results-list");
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", "Results");
      let count = 0;
      for (const page of pages) {
        const sections = sectionsOf(page);
        const item = element("li", "search-results-list-item");
        item.setAttribute("role", "presentation");
        item.append(pageLink(page, sections, count++));
        for (const section of sections) item.append(sectionLink(section, count++));
        list.append(item);
      }
      results.replaceChildren(list);
      activate(list.querySelector(".search-result"));
    }

    function plain(text) {
      return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").toLowerCase();
    }

    // The words that Pagefind found on a page, by its own way of counting, and those of the title and the like.
    function foundOn(page) {
      const words = page.raw_content.split(page.raw_content.includes("\u200B") ? "\u200B" : /\s+/);
      return plain(["", ...page.locations.map((place) => words[place]), ...Object.values(page.meta)].join(" "));
    }

    // In a shard that lacks a word, Pagefind takes a shorter one that it begins with, or none, although another
    // shard may have the word itself. So pages count that have each word that any has: by its stem, which is
    // what Pagefind finds in quotes, or as the beginning of one.
    async function onlyMeant(pagefind, results, pages, query) {
      const words = plain(query).split(" ").filter(Boolean);
      const quoted = await Promise.all(words.map((word) => pagefind.search('"' + word + '"')));
      const ids = quoted.map((found) => new Set(found.results.map((result) => result.id)));
      const texts = pages.map(foundOn);
      const has = (page, word) => ids[word].has(results[page].id) || texts[page].includes(" " + words[word]);
      const known = [...words.keys()].filter((word) => ids[word].size || texts.some((_, page) => has(page, word)));
      return pages.filter((_, page) => known.every((word) => has(page, word)));
    }

    async function search() {
      const number = ++asked;
      const query = input.value.trim();
      if (!query) {
        clear();
        return;
      }
      let found;
      let pages;
      try {
        const pagefind = await load();
        found = await pagefind.search(query);
        if (number !== asked) return;
        pages = await Promise.all(found.results.slice(0, most).map((result) => result.data()));
        if (shards.length) pages = await onlyMeant(pagefind, found.results, pages, query);
        if (number !== asked) return;
        if (pages.length) render(pages);
        else results.replaceChildren();
      } catch {
        status.textContent = "Search is not available.";
        return;
      }
      const total = found.results.length;
      const isCut = total > most && pages.length === most;
      const ofTotal = shards.length ? "" : " of " + total; // some of which may not be meant
      input.setAttribute("aria-expanded", String(pages.length > 0));
      if (!pages.length) status.textContent = "No results found for “" + query + "”.";
      else status.textContent = isCut ? "The first " + most + ofTotal + " pages." : "";
    }

    function clear() {
      results.replaceChildren();
      status.textContent = "";
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function activate(result) {
      results.querySelector(".search-result.active")?.classList.remove("active");
      results.querySelector("[aria-selected]")?.removeAttribute("aria-selected");
      if (!result) return;
      result.classList.add("active");
      result.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", result.id);
      result.scrollIntoView({ block: "nearest" });
    }

    function move(step) {
      const links = [...results.querySelectorAll(".search-result")];
      if (!links.length) return;
      const at = links.findIndex((each) => each.classList.contains("active"));
      activate(links[(at + step + links.length) % links.length]);
    }

    let timer = 0;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, 80);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        results.querySelector(".search-result.active")?.click();
      }
    });
    results.addEventListener("click", (event) => {
      if (event.target.closest("a")) dialog.close();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest(".search-close")) dialog.close();
    });
    dialog.addEventListener("close", () => {
      root.classList.remove("search-active");
      input.value = "";
      clear();
    });
    for (const button of document.querySelectorAll(".search-open, #search-button")) {
      button.addEventListener("click", open);
    }
    addEventListener("keydown", (event) => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
      const withKey = event.ctrlKey || event.metaKey;
      const ownKey = dialog.dataset.key || "k";
      if ((event.key === "/" && !isTyping && !withKey && !event.altKey) || (withKey && event.key === ownKey)) {
        event.preventDefault();
        open();
      }
    });
  }

  window.jtd.onReady(() => {
    setUpThemeToggle();
    setUpMenu();
    setUpContents();
    setUpCode();
    setUpSearch();
  });
})();
