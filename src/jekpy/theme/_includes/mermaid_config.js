{ theme: getComputedStyle(document.documentElement).colorScheme === "dark" ? "dark" : "default", startOnLoad: false }
