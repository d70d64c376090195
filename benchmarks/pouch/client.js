// Replicates documents up, down and a thousand changes: `node client.js FOLDER PORT COUNT`.
// Prints one JSON line of seconds. Each database is fresh.
const PouchDB = require('pouchdb');
const [, , folder, port, count] = process.argv;
const name = 'bench' + process.pid;
const remote = new PouchDB(`http://127.0.0.1:${port}/${name}`);
const options = { batch_size: 1000, batches_limit: 10 };
const text = 'x'.repeat(120);

const document = (number) => ({
  _id: String(number).padStart(12, '0'), name: `name ${number}`, kana: `kana ${number}`,
  phone: '09012345678', birth_date: '1940-04-01', note: text,
});

async function seconds(work) {
  const begun = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - begun) / 1e9;
}

async function main() {
  const one = new PouchDB(`${folder}/one${process.pid}`);
  const other = new PouchDB(`${folder}/other${process.pid}`);
  for (let start = 0; start < count; start += 1000) {
    const length = Math.min(1000, count - start);
    await one.bulkDocs(Array.from({ length }, (_, number) => document(start + number)));
  }
  const up = await seconds(() => one.replicate.to(remote, options));
  const down = await seconds(() => remote.replicate.to(other, options));
  const held = await one.allDocs({ include_docs: true, limit: 1000 });
  await one.bulkDocs(held.rows.map((row) => ({ ...row.doc, note: 'changed' })));
  await one.replicate.to(remote, options);
  const delta = await seconds(() => remote.replicate.to(other, options));
  const there = (await other.info()).doc_count;
  if (there !== Number(count)) throw new Error(`${there} documents arrived`);
  console.log(JSON.stringify({ up, down, delta }));
  process.exit(0);
}

main().catch((error) => { console.error(error); process.exit(1); });
