// Style: ldapjs: a bind with the found DN
// Password: ldap
function login(email, password, callback) {
  var ldap = require('ldapjs');
  var client = ldap.createClient({ url: configuration.url });
  client.bind(configuration.dn, configuration.password, function (err) {
    if (err) return callback(err);
    client.search(configuration.base, { filter: '(mail=' + email + ')', scope: 'sub', attributes: ['uid', 'mail', 'cn'] }, function (err, res) {
      if (err) return callback(err);
      var entry;
      res.on('searchEntry', function (found) { entry = found; });
      res.on('error', callback);
      res.on('end', function () {
        if (!entry) { client.unbind(); return callback(new WrongUsernameOrPasswordError(email)); }
        client.bind(entry.object.dn, password, function (bindError) {
          client.unbind();
          if (bindError && bindError.name === 'InvalidCredentialsError') return callback(new WrongUsernameOrPasswordError(email));
          if (bindError) return callback(bindError);
          callback(null, { user_id: entry.object.uid, email: entry.object.mail, name: entry.object.cn });
        });
      });
    });
  });
}
