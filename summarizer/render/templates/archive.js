
"use strict";
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const box = document.getElementById("find");
const days = [...document.querySelectorAll("main article")].map((day) => ({
  day,
  date: plain(day.querySelector("h2").textContent),
  stories: [...day.querySelectorAll("li")].map((story) => [story, plain(story.textContent)]),
}));
const months = [...document.querySelectorAll("nav a")].map((link) => [link, link.hash]);
const find = () => {
  const words = plain(box.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const { day, date, stories } of days) {
    let here = 0;
    for (const [story, text] of stories) {
      story.hidden = !words.every((word) => text.includes(word) || date.includes(word));
      here += story.hidden ? 0 : 1;
    }
    day.hidden = !here;
    found += here;
  }
  const said = found === 1 ? "1 story found" : `${found} stories found`;
  const more = months.length ? " here; a month below is searched when you open it" : "";
  document.getElementById("found").textContent = words.length ? said + more : "";
  for (const [link, hash] of months) {
    link.hash = words.length ? String(new URLSearchParams({ find: box.value })) : hash;
  }
};
box.value = new URLSearchParams(location.hash.slice(1)).get("find") ?? "";
box.addEventListener("input", find);
box.closest("[role=search]").hidden = false;
find();
