// A CouchDB-like server over LevelDB on loopback: `node server.js FOLDER`; prints its port.
const express = require('express');
const PouchDB = require('pouchdb').defaults({ prefix: process.argv[2] + '/' });

const app = express();
app.use('/', require('express-pouchdb')(PouchDB, {
  mode: 'minimumForPouchDB', logPath: process.argv[2] + '/log.txt', inMemoryConfig: true,
}));
const listening = app.listen(0, '127.0.0.1', () => console.log(listening.address().port));
