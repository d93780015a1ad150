# Times Ruby's kramdown on the benchmark's pages: run_ruby.rb CASES.jsonl ROUNDS
# Prints one JSON object: the CPU seconds of the best round, without and with highlighting.
require "json"
require "kramdown"
require "kramdown-parser-gfm"
require "rouge"

pages = File.readlines(ARGV[0], encoding: "UTF-8").map { |line| JSON.parse(line)["input"] }
rounds = ARGV[1].to_i
options = { input: "GFM", hard_wrap: false }
highlighted = options.merge(syntax_highlighter: "rouge",
                            syntax_highlighter_opts: { default_lang: "plaintext", guess_lang: true })

best = lambda do |chosen|
  rounds.times.map do
    started = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
    pages.each { |page| Kramdown::Document.new(page, chosen).to_html }
    Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID) - started
  end.min
end

puts JSON.generate(
  "kramdown" => Kramdown::VERSION,
  "rouge" => Rouge.version,
  "plain" => best.call(options.merge(syntax_highlighter: nil)),
  "highlighted" => best.call(highlighted)
)
