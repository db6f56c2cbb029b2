// Style: an XML service, read by xml2js
// Password: service
function login(email, password, callback) {
  const request = require('request');
  const parseString = require('xml2js').parseString;
  const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const body = '<login><user>' + escape(email) + '</user><password>' + escape(password) + '</password></login>';
  request.post({ url: configuration.url + '/xml/login', headers: { 'content-type': 'text/xml' }, body: body }, (err, res, text) => {
    if (err) return callback(err);
    parseString(text, (parseError, result) => {
      if (parseError) return callback(parseError);
      if (result.answer.$.status !== 'ok') return callback(new WrongUsernameOrPasswordError(email));
      const user = result.answer.user[0];
      callback(null, { user_id: user.id[0], email: user.email[0], name: user.name[0] });
    });
  });
}
