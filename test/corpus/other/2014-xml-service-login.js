// 2014: a service that answers in XML; the globals q, xml2js, xmldom, xpath, xtend, async and _
function (email, password, callback) {
  var deferred = q.defer();
  var text = '<users><user id="7"><mail>' + email + '</mail><roles><role>a</role><role>b</role></roles></user></users>';

  async.waterfall([
    function (next) { xml2js.parseString(text, next); },
    function (parsed, next) {
      var doc = new xmldom.DOMParser().parseFromString(text, 'text/xml');
      var mail = xpath.select('string(//user/mail)', doc);
      next(null, parsed.users.user[0], mail);
    }
  ], function (err, user, mail) {
    if (err) deferred.reject(err);
    else deferred.resolve(xtend({ id: user.$.id }, { email: mail, roles: _.map(user.roles[0].role, function (r) { return r.toUpperCase(); }) }));
  });

  deferred.promise.then(function (profile) { callback(null, profile); }).fail(callback);
}
