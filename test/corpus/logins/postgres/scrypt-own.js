// Style: a class of helpers inside, scrypt
// Password: scrypt
function login(email, password, callback) {
  const crypto = require('crypto');
  const { Client } = require('pg');

  class Directory {
    constructor() { this.client = new Client({ host: configuration.host, port: Number(configuration.port), user: configuration.user, password: configuration.password, database: configuration.database }); }
    async find(address) {
      await this.client.connect();
      const { rows } = await this.client.query('SELECT * FROM users WHERE email = $1', [address]);
      await this.client.end();
      return rows[0];
    }
    matches(user, typed) {
      return new Promise((resolve, reject) => {
        crypto.scrypt(typed, user.salt, 32, (err, key) => err ? reject(err) : resolve(key.toString('hex') === user.password));
      });
    }
  }

  const directory = new Directory();
  directory.find(email).then(async (user) => {
    if (!user || !(await directory.matches(user, password))) throw new WrongUsernameOrPasswordError(email);
    callback(null, { user_id: user.id.toString(), email: user.email });
  }).catch(callback);
}
