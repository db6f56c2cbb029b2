// Style: tedious of today, rows by events
// Password: pbkdf2
function login(email, password, callback) {
  const { Connection, Request, TYPES } = require('tedious@11.0.3');
  const crypto = require('crypto');
  const connection = new Connection({ server: configuration.host, authentication: { type: 'default', options: { userName: configuration.user, password: configuration.password } }, options: { port: Number(configuration.port), database: configuration.database, encrypt: false, trustServerCertificate: true, rowCollectionOnRequestCompletion: true } });
  connection.on('connect', (err) => {
    if (err) return callback(err);
    const found = [];
    const request = new Request('SELECT id, email, name, password, salt FROM users WHERE email = @email', (error) => {
      connection.close();
      if (error) return callback(error);
      if (found.length === 0) return callback(new WrongUsernameOrPasswordError(email));
      const [id, address, name, stored, salt] = found;
      const key = crypto.pbkdf2Sync(password, salt, 10000, 32, 'sha256').toString('hex');
      if (key !== stored) return callback(new WrongUsernameOrPasswordError(email));
      callback(null, { user_id: `${id}`, email: address, name });
    });
    request.addParameter('email', TYPES.VarChar, email);
    request.on('row', (columns) => columns.forEach(({ value }) => found.push(value)));
    connection.execSql(request);
  });
  connection.connect();
}
