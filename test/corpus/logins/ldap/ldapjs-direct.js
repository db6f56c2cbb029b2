// Style: ldapjs: a bind with a DN that is built from what was typed
// Password: ldap
function login(email, password, callback) {
  const ldap = require('ldapjs');
  const client = ldap.createClient({ url: configuration.url, timeout: 5000 });
  client.on('error', (err) => callback(err));
  const dn = `uid=${email.split('@')[0].replace(/[^a-z0-9-]/gi, '')},${configuration.base}`;
  client.bind(dn, password, (err) => {
    if (err) {
      client.destroy();
      return callback(err instanceof ldap.InvalidCredentialsError ? new WrongUsernameOrPasswordError(email) : err);
    }
    client.search(dn, { scope: 'base' }, (searchError, res) => {
      if (searchError) return callback(searchError);
      res.once('searchEntry', ({ object }) => {
        client.unbind(() => callback(null, { user_id: object.uid, email: object.mail, name: object.cn }));
      });
    });
  });
}
