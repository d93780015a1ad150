# frozen_string_literal: true

# Highlights what comes in, a line of JSON each (language, code), with Rouge, in a line of JSON each (pairs of
# class and text). Run with Rouge's lib folder on the load path.
require "json"
require "timeout"
require "rouge"

Encoding.default_external = Encoding::UTF_8
$stdout.sync = true

$stdin.each_line do |line|
  asked = JSON.parse(line)
  tokens =
    begin
      lexer = Rouge::Lexer.find(asked["language"])
      Timeout.timeout(20) { lexer.new.lex(asked["code"]).map { |token, text| [token.shortname, text] } }
    rescue StandardError, Timeout::Error => e
      "#{e.class}: #{e.message}"[0, 200]
    end
  puts JSON.generate(tokens)
end
