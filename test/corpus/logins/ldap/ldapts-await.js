// Style: ldapts with async and await
// Password: ldap
async function login(email, password, callback) {
  const { Client, EqualityFilter } = require('ldapts');
  const client = new Client({ url: configuration.url });
  try {
    await client.bind(configuration.dn, configuration.password);
    const { searchEntries: [entry] } = await client.search(configuration.base, {
      filter: new EqualityFilter({ attribute: 'mail', value: email })
    });
    if (!entry) return callback(new WrongUsernameOrPasswordError(email));
    await client.bind(entry.dn, password);
    callback(null, { user_id: entry.uid, email: entry.mail, name: entry.cn });
  } catch (error) {
    callback(error.code === 49 ? new WrongUsernameOrPasswordError(email) : error);
  } finally {
    await client.unbind();
  }
}
