# Times Ruby's Liquid on the benchmark's templates: run_ruby.rb WORK.json, which __main__.py writes.
# Prints one JSON object: the seconds of one render of each template, and its output.
require "json"
require "liquid"

work = JSON.parse(File.read(ARGV[0]))

class Partials
  def initialize(texts) = @texts = texts
  def read_template_file(name) = @texts.fetch(name)
end

Liquid::Template.file_system = Partials.new(work["partials"])
result = { "version" => Liquid::VERSION, "ruby" => RUBY_VERSION, "templates" => {} }
work["templates"].each do |name, text|
  template = Liquid::Template.parse(text, line_numbers: true)
  data = work["data"]
  output = template.render!(data)
  rounds = 0
  started = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  loop do
    template.render!(data)
    rounds += 1
    break if Process.clock_gettime(Process::CLOCK_MONOTONIC) - started > work["seconds"]
  end
  spent = Process.clock_gettime(Process::CLOCK_MONOTONIC) - started
  result["templates"][name] = { "seconds" => spent / rounds, "output" => output }
end
puts JSON.generate(result)
