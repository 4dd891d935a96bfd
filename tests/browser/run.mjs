// run.mjs URL SHOTS: the pages in Debian's Chromium. The main flow without
// scripts and at 375 px; every page of a few roles at three widths: axe, no
// horizontal scroll, screenshots. TAP.
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Person, flow } from "./people.mjs";

const [url, shots] = process.argv.slice(2);
const only = process.env.ONLY ?? "";
mkdirSync(shots, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url)
    .resolve("axe-core/axe.min.js"), "utf8");
let tests = 0, bad = 0;

function ok(name, good, why = "") {
    tests++;
    if (good) {
        console.log(`ok ${tests} - ${name}`);
    } else {
        bad++;
        for (const line of String(why).split("\n")) console.log(`# ${line}`);
        console.log(`not ok ${tests} - ${name}`);
    }
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-proxy-server",
        "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run", "--disable-dev-shm-usage"],
});
const zoned = { locale: "zh-CN", timezoneId: "Asia/Shanghai" };

async function violations(page) {
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await globalThis.axe.run({
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
            "best-practice"],
    })).violations.map((v) => `${v.id}: ${v.help}\n` +
        v.nodes.slice(0, 4).map((n) => `  ${n.target} ${n.html.slice(0, 160)}`)
            .join("\n")));
    return found.join("\n");
}

// What is wider than the window, if anything makes the page scroll.
async function too_wide(page) {
    return page.evaluate(() => {
        const w = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= w) return "";
        return [...document.querySelectorAll("body *")]
            .filter((e) => e.getBoundingClientRect().right > w + 1)
            .slice(0, 5).map((e) => `${e.tagName}.${e.className} ` +
                `${Math.round(e.getBoundingClientRect().right)} > ${w}`)
            .join("\n") || `scrolls: ${document.documentElement.scrollWidth}`;
    });
}

// Texts in a column of a few characters, which nobody reads downwards.
async function squeezed(page) {
    return page.evaluate(() => [...document.querySelectorAll("td, th, dd, li, p")]
        .filter((e) => {
            const s = getComputedStyle(e), size = parseFloat(s.fontSize);
            const wide = e.clientWidth - parseFloat(s.paddingLeft) -
                parseFloat(s.paddingRight);
            const range = document.createRange();
            range.selectNodeContents(e);
            return e.textContent.trim().length > 8 && wide > 1 &&
                wide < 4 * size &&
                range.getBoundingClientRect().height > 6 * size;
        })
        .slice(0, 5).map((e) => `${e.tagName} ${e.clientWidth} px: ` +
            e.textContent.trim().slice(0, 40)).join("\n"));
}

// Chinese words that stand on pages or in procedures and are there in English
// as well, but for names of two or three characters, which people type too.
const root = new URL("../../", import.meta.url);
const translated = new Set(["xslt/common/", "sql/procedure/"].flatMap((d) =>
    readdirSync(new URL(d, root))
        .filter((f) => /^text.*zh-CN\.xml$|^[a-z0-9-]+\.xml$/.test(f) &&
            !/^text.*en\.xml$/.test(f))
        .flatMap((f) => [...readFileSync(new URL(d + f, root), "utf8")
            .matchAll(/<(?:t k=|(?:title|label) xml:lang="zh-CN).*?>([^<{]{4,})</g)]
            .map((m) => m[1]))));

// Chinese in an English page: what does not say so, what should be English.
async function chinese(page, ours) {
    const all = await page.evaluate(() => {
        const walk = document.createTreeWalker(document.body,
            NodeFilter.SHOW_TEXT), found = [];
        for (let n; (n = walk.nextNode()) !== null;) {
            if (!/[\u3400-\u9fff]/.test(n.data)) continue;
            const e = n.parentElement;
            const told = e.closest("[lang]").getAttribute("lang");
            found.push([e.tagName, n.data.trim(), told.startsWith("zh") ||
                /^(option|text|textarea|title|tspan)$/i.test(e.tagName)]);
        }
        return found;
    });
    return all.filter(([, text, told]) => !told || ours && translated.has(text))
        .map((a) => a.join(" ")).join("\n");
}

const file_name = (s) => s.replace(/[^a-zA-Z0-9-]+/g, "_").slice(0, 80);

async function look(page, who, path, widths = [320, 768, 1280]) {
    for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const answer = path && await page.goto(url + path);
        const name = `${who} ${path ?? new URL(page.url()).pathname} ${width}`;
        if (answer && answer.status() !== 200) {
            ok(`${name}: opens`, false, answer.status());
            return;
        }
        const wide = await too_wide(page);
        ok(`${name}: no horizontal scroll`, wide === "", wide);
        const narrow = await squeezed(page);
        ok(`${name}: no squeezed text`, narrow === "", narrow);
        const wrong = await violations(page);
        ok(`${name}: axe`, wrong === "", wrong);
        if (path?.includes("lang=en")) {
            const left = await chinese(page, who === "guest");
            ok(`${name}: Chinese says so`, left === "", left);
        }
        await page.screenshot({ fullPage: true,
            path: join(shots, `${file_name(name)}.png`) });
    }
}

// The main flow, each step by its person.
async function main_flow(title, options, seen) {
    const people = new Map();
    let number = "";
    for (const step of flow("designation")) {
        let why = "";
        try {
            if (!people.has(step.who)) {
                const context = await browser.newContext(
                    { ...zoned, ...options });
                people.set(step.who,
                    await new Person(context, url).sign_in(step.who));
            }
            const person = people.get(step.who);
            await person.begin(step, number);
            number = await person.fill(step, seen);
        } catch (e) {
            why = e.stack;
        }
        ok(`${title}: ${step.who} ${step.name}`, why === "", why);
        if (why) break;
    }
    for (const p of people.values()) await p.context.close();
    return number;
}

async function public_pages() {
    const list = ["/", "/guide", "/register", "/register/centre", "/notice",
        "/report", "/report/procedure/aid?by=organ",
        "/report/procedure/designation", "/report/year?organ=1", "/report/centre",
        "/number", "/track", "/verify", "/tool",
        "/tool/deadline?start=2026-02-05&limit=10w",
        "/tool/check?kind=patent&value=ZL202310123456.6",
        "/tool/needs?type=all&cities=16",
        "/tool/draw?list=a%0Ab%0Ac&value=1&take=1&without=b", "/tool/letter",
        "/tool/letter/document", "/search?q=%E9%9D%92%E5%B2%9B",
        "/help", "/accessibility", "/sitemap", "/sign-in"];
    const context = await browser.newContext(zoned);
    const page = await context.newPage();
    const links = async (path, pattern, most) => {
        await page.goto(url + path);
        const all = await page.locator("main a").evaluateAll(
            (as) => as.map((a) => a.getAttribute("href")));
        return [...new Set(all.filter((h) => pattern.test(h ?? "")))]
            .slice(0, most);
    };
    list.push(...await links("/guide", /^\/guide\/[a-z-]+$/, 20));
    list.push(...await links("/report", /^\/report\/[a-z-]+$/, 20));
    list.push(...await links("/register/centre", /^\/register\/centre\/./, 1));
    list.push(...await links("/notice", /^\/notice\/./, 1));
    for (const path of list) {
        await look(page, "guest", path);
    }
    for (const path of list) {
        const q = path.includes("?") ? "&" : "?";
        await look(page, "guest", `${path}${q}lang=en`, [1280]);
        await look(page, "guest", `${path}${q}view=elder`, [320]);
    }
    await context.close();
}

async function role_pages(account, list) {
    const context = await browser.newContext(zoned);
    const person = await new Person(context, url).sign_in(account);
    const page = person.page;
    const first = async (from, pattern) => {
        await page.goto(url + from);
        const all = await page.locator("main a").evaluateAll(
            (as) => as.map((a) => a.getAttribute("href")));
        return all.find((h) => pattern.test(h ?? ""));
    };
    const found = await first("/cases", /^\/case\/[^/?#]+$/);
    if (found) list.push(found, `${found}/record`);
    for (const path of list) {
        await look(page, account, path);
        await look(page, account, `${path}?lang=en&view=elder`, [320]);
        await page.goto(`${url}/help?lang=zh-CN&view=normal`);
    }
    await context.close();
}

// Where narrow the head leaves room for the page, and a menu has the rest.
async function narrow_head() {
    const context = await browser.newContext(
        { ...zoned, javaScriptEnabled: false,
            viewport: { width: 320, height: 640 } });
    const guest = await context.newPage();
    const height = (page) => page.locator("header.top").evaluate(
        (e) => e.offsetHeight);
    const heads = async (page, who, most) => {
        for (const lang of ["zh-CN", "en"]) {
            for (const view of ["normal", "elder"]) {
                await page.goto(`${url}/help?lang=${lang}&view=${view}`);
                const h = await height(page);
                ok(`${who} ${lang} ${view}: the head is low`,
                    h <= most, `${h} px`);
            }
        }
        await page.goto(`${url}/help?lang=en&view=normal`);
    };
    await heads(guest, "guest", 130);
    const guides = guest.locator('nav.bar a[href="/guide"]');
    ok("the menu is closed", !await guides.isVisible());
    await guest.locator(".menu summary").press("Enter");
    ok("the menu opens by key", await guides.isVisible() &&
        await guest.locator(".enter").isVisible());
    await guest.setViewportSize({ width: 1280, height: 640 });
    await guest.goto(`${url}/help`);
    ok("a wide page needs no menu", await guides.isVisible() &&
        !await guest.locator(".menu summary").isVisible());
    await context.close();
    const other = await browser.newContext(
        { ...zoned, viewport: { width: 320, height: 640 } });
    const person = await new Person(other, url).sign_in("shandong-handler");
    await heads(person.page, "shandong-handler", 170);
    await other.close();
}

// Each page of the long form, empty and refused.
async function form_pages() {
    const context = await browser.newContext(zoned);
    const person = await new Person(context, url).sign_in("wenzhou");
    const [step] = flow("designation");
    await person.begin(step, "");
    await look(person.page, "wenzhou", null);
    await person.press(person.page.locator(
        'main [name="do"][value="next"]:not([aria-hidden])').first());
    ok("an empty page is told what it lacks",
        await person.page.locator("#errors").count() === 1);
    await look(person.page, "wenzhou refused", null);
    const sent = new Set();
    for (let n = 0; n < 30; n++) {
        const path = new URL(person.page.url()).pathname;
        if (path.endsWith("/check")) break;
        await person.fill_page(step.pairs, sent);
        await look(person.page, "wenzhou", null, [320, 1280]);
    }
    await context.close();
}

// What the one script adds, where a browser runs it.
async function script_comforts() {
    const context = await browser.newContext(zoned);
    const { page } = await new Person(context, url).sign_in("ningbo");
    const tell = (name, good, why) => ok(`with scripts: ${name}`, good, why);
    await page.goto(`${url}/register/centre`);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const second = await page.locator("tbody tr >> nth=1").locator("th a");
    tell("j walks down a list", await second.evaluate(
        (a) => a === document.activeElement));
    await page.keyboard.press("/");
    tell("/ goes to the search", await page.locator("#q").evaluate(
        (q) => q === document.activeElement));
    await page.goto(`${url}/apply/designation`);
    await page.locator("main form button").first().press("Enter");
    await page.waitForURL(/\/draft\//);
    await page.fill("[name=address]", "自动保存路1号");
    const status = page.locator("#form > [role=status]");
    await status.filter({ hasText: "已自动保存" })
        .waitFor({ timeout: 30000 }).catch(() => {});
    tell("a draft saves itself", /已自动保存/.test(await status.innerText()));
    await page.reload();
    tell("and is there again", await page.inputValue("[name=address]") ===
        "自动保存路1号");
    await page.fill("[name=address]", "");
    await page.fill("[name=address]", "自动保存路2号");
    await page.goto(page.url().replace(/subject$/, "contact"));
    await page.fill("[name=contact-phone]", "12");
    await page.locator("[name=contact-name]").focus();
    const wrong = page.locator("#c-i-contact-phone");
    await wrong.waitFor({ timeout: 5000 }).catch(() => {});
    tell("a wrong value is told on leaving it", await wrong.count() === 1);
    await context.close();
}

const parts = {
    "no-scripts": () => main_flow("without scripts",
        { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } }),
    narrow: () => main_flow("at 375 px",
        { viewport: { width: 375, height: 812 } }, async (page) => {
            const wide = await too_wide(page);
            if (wide) ok(`at 375 px: ${page.url()} scrolls`, false, wide);
        }),
    public: public_pages,
    qingdao: () => role_pages("qingdao", ["/work", "/cases", "/letters",
        "/messages", "/account", "/apply/designation"]),
    province: () => role_pages("shandong-handler", ["/work", "/cases",
        "/messages"]),
    national: () => role_pages("national-signer", ["/work", "/cases"]),
    auditor: () => role_pages("national-auditor", ["/work", "/cases"]),
    admin: () => role_pages("national-admin", ["/work", "/account"]),
    head: narrow_head,
    form: form_pages,
    script: script_comforts,
};
for (const [name, part] of Object.entries(parts)) {
    if (only && !only.split(",").includes(name)) continue;
    try {
        await part();
    } catch (e) {
        ok(`${name} runs to its end`, false, e.stack);
    }
}
await browser.close();
console.log(`1..${tests}`);
process.exit(bad ? 1 : 0);
