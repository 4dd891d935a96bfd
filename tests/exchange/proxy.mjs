// proxy.mjs PORT TARGET-PORT SEED SHARE COUNTS: stands between couriers and
// their peer and spoils that share of the requests: a fifth of them is cut
// before it is whole, one before its answer, one after half of the answer, one
// is slow, one sent twice. How many of each stands in the file COUNTS (JSON)
// when it ends; it counts on from there.
import fs from 'node:fs';
import net from 'node:net';
const [, , port, target, seed, share] = process.argv.map(Number);
const counts = process.argv[6];
let state = seed || 1;
const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
const count = fs.existsSync(counts) ? JSON.parse(fs.readFileSync(counts)) : {};
net.createServer((from) => {
  const to = net.connect(target, '127.0.0.1');
  const end = () => { from.destroy(); to.destroy(); };
  let what = 'plain', seen = 0, again = null;
  from.on('data', (d) => {
    if (d.subarray(0, 5).toString() === 'POST ') {
      what = ['cut-request', 'cut-answer', 'half-answer', 'slow', 'double'][Math.floor(random() * 5 / share)] ?? 'plain';
      count[what] = (count[what] ?? 0) + 1;
      seen = 0;
      again?.destroy();
      again = what === 'double' ? net.connect(target, '127.0.0.1') : null;
      again?.on('data', () => {}).on('error', () => {});
    }
    seen += d.length;
    if (what === 'cut-request' && seen > 600) { end(); return; }
    to.write(d);
    again?.write(d);
  });
  to.on('data', (d) => {
    if (what === 'cut-answer') end();
    else if (what === 'half-answer') from.write(d.subarray(0, d.length / 2), end);
    else if (what === 'slow') setTimeout(() => from.destroyed || from.write(d), 700);
    else from.write(d);
  });
  for (const s of [from, to]) { s.on('error', end); s.on('close', () => setTimeout(end, 800)); }
}).listen(port, '127.0.0.1');
process.on('SIGTERM', () => { fs.writeFileSync(counts, JSON.stringify(count)); process.exit(0); });
