
"use strict";
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const box = document.getElementById("find");
const days = [...document.querySelectorAll("main article")].map((day) => ({
  day,
  date: plain(day.querySelector("h2").textContent),
  stories: [...day.querySelectorAll("li")].map((story) => [story, plain(story.textContent)]),
}));
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
  const said = found === 1 ? "1 story" : `${found} stories`;
  document.getElementById("found").textContent = words.length ? `${said} found` : "";
};
box.addEventListener("input", find);
box.closest("[role=search]").hidden = false;
find();
