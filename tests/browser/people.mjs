// people.mjs: a person at a browser: signs in, fills forms from a flow file.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const password = process.env.KB_PASSWORD ?? "kuaibao-demo";

// A day in China, n days from today.
function day(n) {
    const t = new Date(Date.now() + 8 * 3600e3 + n * 86400e3);
    return t.toISOString().slice(0, 10);
}

export function typed(value) {
    return value
        .replace(/\{Y-(\d+)\}/g, (_, n) => String(+day(0).slice(0, 4) - +n))
        .replace(/\{D([+-]\d+)\}/g, (_, n) => day(+n));
}

// Steps of tests/web/flow/NAME.flow: { who, kind, name, pairs: [[n, v]] }.
export function flow(name) {
    const path = new URL(`../web/flow/${name}.flow`, import.meta.url);
    const steps = [];
    for (const line of readFileSync(path, "utf8").split("\n")) {
        if (line === "" || line.startsWith("#")) continue;
        if (line.startsWith("> ")) {
            const [, who, kind, what] = line.split(" ");
            steps.push({ who, kind, name: what, pairs: [] });
        } else {
            const [n, ...v] = line.split("\t");
            steps.at(-1).pairs.push([n, typed(v.join("\t"))]);
        }
    }
    return steps;
}

// A PDF of one empty page, named so.
const papers = join(tmpdir(), `kb-papers-${process.pid}`);
function paper(name) {
    mkdirSync(papers, { recursive: true });
    const path = join(papers, `${name}.pdf`);
    writeFileSync(path, "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" +
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n" +
        "trailer<</Root 1 0 R>>\n%%EOF\n");
    return path;
}

export class Person {
    constructor(context, url) {
        this.context = context;
        this.url = url;
    }

    async sign_in(account) {
        this.page = await this.context.newPage();
        await this.page.goto(`${this.url}/sign-in`);
        await this.page.fill('[name="account"]', account);
        await this.page.fill('[name="password"]', password);
        await Promise.all([
            this.page.waitForURL((u) => !u.pathname.startsWith("/sign-in")),
            this.page.press('[name="password"]', "Enter"),
        ]);
        return this;
    }

    // Submits by the keyboard and waits for the page that follows, whether it
    // is gone to or, after an upload, written in place. (A click waits for
    // animation frames, which a page without scripts never gets.)
    async press(button) {
        const until = Date.now() + 30000;
        const stays = () => document.readyState !== "complete" ||
            "left" in document.documentElement.dataset;

        await this.page.evaluate(() => {
            document.documentElement.dataset.left = "";
        });
        await button.press("Enter");
        while (await this.page.evaluate(stays).catch(() => true)) {
            if (Date.now() > until)
                throw new Error(`no page after ${this.page.url()}`);
            await new Promise((done) => setTimeout(done, 50));
        }
    }

    async begin(step, number) {
        const p = this.page;
        if (step.kind === "open") {
            await p.goto(`${this.url}/apply/${step.name}`);
            await this.press(p.locator(
                `main form[action$="/apply/${step.name}"] button`).first());
        } else {
            await p.goto(`${this.url}/case/${number}`);
            await this.press(p.locator(
                `form[action$="/do/${step.name}"] button`).first());
        }
    }

    async answer(name, value, sent) {
        const p = this.page;
        const at = p.locator(`main [name="${name}"]`);
        if (value.startsWith("@")) {
            if (!sent.has(name)) {
                sent.add(name);
                await at.first().setInputFiles(paper(value.slice(1)));
            }
            return;
        }
        const type = await at.first().getAttribute("type");
        const tag = await at.first().evaluate((e) => e.tagName);
        if (type === "radio" || type === "checkbox") {
            for (const word of value.split(" ")) {
                const box = p.locator(
                    `main [name="${name}"][value="${word}"]`);
                if (!await box.isChecked()) await box.press("Space");
            }
        } else if (tag === "SELECT") {
            await at.first().selectOption(value);
        } else {
            await at.first().fill(value);
        }
    }

    async names() {
        return this.page.locator("main [name]").evaluateAll(
            (all) => all.map((e) => e.getAttribute("name")).sort().join());
    }

    // One page of a form; the repeat that has too few items is added to.
    async fill_page(pairs, sent) {
        const p = this.page;
        const names = new Set(await p.locator("main [name]").evaluateAll(
            (all) => all.map((e) => e.getAttribute("name"))));
        const bases = new Set([...names].map((n) => n.split("/")[0]));
        let more = null;
        for (const [name, value] of pairs) {
            if (names.has(name)) {
                await this.answer(name, value, sent);
            } else if (name.includes("[") &&
                bases.has(`${name.split("[")[0]}[1]`) &&
                !bases.has(name.split("/")[0])) {
                more = name.split("[")[0];
            }
        }
        const button = more === null ? '[name="do"][value="next"]'
            : `[name="do"][value="add:${more}"]`;
        await this.press(p.locator(
            `main ${button}:not([aria-hidden])`).first());
    }

    // From the first page of the draft to the receipt; gives the case's
    // number. `seen(page)` is called at each page.
    async fill(step, seen = async () => {}) {
        const p = this.page;
        const sent = new Set();
        for (let n = 0; n < 60; n++) {
            const path = new URL(p.url()).pathname;
            await seen(p);
            if (/^\/draft\/[^/]+\/check$/.test(path)) break;
            if (!path.startsWith("/draft/")) {
                throw new Error(`${step.name}: at ${path}`);
            }
            const asked = await this.names();
            await this.fill_page(step.pairs, sent);
            const wrong = p.locator("#errors");
            // An answer may have brought up more questions: go on with them.
            if (await wrong.count() > 0 && asked === await this.names()) {
                throw new Error(`${step.name}: ${await wrong.innerText()}`);
            }
        }
        const declare = p.locator('[name="declare"]');
        if (await declare.count() > 0) await declare.press("Space");
        await this.press(p.locator('form[action$="/submit"] button').last());
        const m = new URL(p.url()).pathname.match(/^\/case\/([^/]+)$/);
        if (!m) {
            throw new Error(`${step.name}: ${p.url()} ` +
                `${await p.locator("main").innerText()}`.slice(0, 400));
        }
        await seen(p);
        return m[1];
    }
}
