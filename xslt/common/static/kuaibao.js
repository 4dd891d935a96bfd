/* kuaibao.js: comfort for those whose browser runs scripts; every page works
 * without. Texts stand in data attributes of the pages, rules on the server. */
"use strict";

(function () {
	const form = document.querySelector("form[data-saved]");
	const EVERY = 20000;

	function field_open(e) {
		return e.closest("input:not([type=checkbox]):not([type=radio]), " +
		    "textarea, select, [contenteditable]");
	}

	/* Keys: / searches, j and k walk the rows of a list. */
	function rows() {
		return [...document.querySelectorAll(
		    "main tbody tr > th a, main .tasks > li > a, " +
		    "main .letters > li > p:first-child a")];
	}
	document.addEventListener("keydown", function (e) {
		if (e.ctrlKey || e.altKey || e.metaKey || field_open(e.target))
			return;
		if (e.key === "/") {
			e.preventDefault();
			document.getElementById("q").focus();
		} else if (e.key === "j" || e.key === "k") {
			const all = rows();
			const at = all.indexOf(document.activeElement);
			const to = e.key === "j" ? at + 1
			    : at < 0 ? all.length - 1 : at - 1;
			if (all[to]) {
				e.preventDefault();
				all[to].focus();
			}
		}
	});

	if (!form)
		return;

	/* What was typed saves itself; the page says so. */
	const note = document.createElement("p");
	note.className = "sub";
	note.setAttribute("role", "status");
	form.append(note);
	let changed = false, busy = false, waiting = null;

	function say(text) {
		note.textContent = text.replace("{0}",
		    new Date().toTimeString().slice(0, 5));
	}
	function data_of(button) {
		const data = new FormData(form);
		for (const [name, value] of [...data])
			if (value instanceof File && (button === "save" || !value.name))
				data.delete(name);
		data.append("do", button);
		return data;
	}
	async function save() {
		if (!changed || busy)
			return;
		busy = true;
		changed = false;
		try {
			const answer = await fetch(form.action,
			    { method: "POST", body: body_of(data_of("save")) });
			const page = new DOMParser().parseFromString(
			    await answer.text(), "text/html");
			const revision = page.querySelector("#form [name=revision]");
			if (!answer.ok || !revision)
				throw answer.status;
			form.elements.revision.value = revision.value;
			say(form.dataset.saved);
		} catch (why) {
			changed = true;
			say(form.dataset.unsaved);
			/* Another window was first, or the session is over: the
			 * button tells it, with everything typed. */
			if (typeof why === "number" && why < 500)
				clearInterval(timer);
		}
		busy = false;
		if (waiting)
			form.requestSubmit(waiting);
	}
	function body_of(data) {
		return form.enctype === "multipart/form-data" ? data
		    : new URLSearchParams(data);
	}
	const timer = setInterval(save, EVERY);
	form.addEventListener("input", () => { changed = true; });

	/* A value that the server's own rule refuses is told on leaving it. */
	async function check(input) {
		const old = document.getElementById("c-" + input.id);
		const lang = document.documentElement.lang;
		if (old)
			old.remove();
		if (input.value.trim() === "")
			return;
		const answer = await fetch("/tool/check?format=xml&kind=" +
		    input.dataset.check + "&value=" + encodeURIComponent(input.value));
		const doc = new DOMParser().parseFromString(
		    await answer.text(), "application/xml");
		const wrong = doc.querySelector("check[valid=false] > error");
		if (!wrong)
			return;
		const text = [...wrong.children].find(
		    (t) => t.getAttribute("xml:lang") === lang);
		const p = document.createElement("p");
		p.className = "wrong";
		p.id = "c-" + input.id;
		p.setAttribute("role", "status");
		p.textContent = text ? text.textContent : wrong.textContent;
		input.closest(".field").append(p);
	}
	form.addEventListener("focusout", function (e) {
		if (e.target.dataset.check)
			check(e.target).catch(() => {});
	});

	/* Files show how far they are. */
	form.addEventListener("submit", function (e) {
		clearInterval(timer);
		if (busy) { /* a save under way: the button counts after it */
			e.preventDefault();
			waiting = e.submitter;
			return;
		}
		const files = [...form.querySelectorAll("input[type=file]")]
		    .some((f) => f.files.length > 0);
		if (!files || !e.submitter)
			return;
		e.preventDefault();
		const bar = document.createElement("progress");
		const ask = new XMLHttpRequest();
		bar.max = 1;
		note.replaceChildren(bar);
		ask.upload.onprogress = (p) => { bar.value = p.loaded / p.total; };
		ask.onload = function () {
			if (ask.status === 200) {
				location.assign(ask.responseURL);
				return;
			}
			document.open();
			document.write(ask.responseText);
			document.close();
		};
		ask.onerror = () => say(form.dataset.unsaved);
		ask.open("POST", form.action);
		ask.send(data_of(e.submitter.value));
	});
})();
