// runtime: invalid_profile · login: 400 invalid_profile
function login(email, password, callback) {
  const profile = { user_id: '1', email }
  profile.self = profile
  callback(null, profile)
}
