// runtime: script_timeout|script_limit · login: 400 script_timeout|script_limit
function login() {
  const crypto = require('crypto')
  for (;;) crypto.randomBytes(16)
}
