# Times a whole build of a site by Jekyll, in one process: run_theme.rb SOURCE DESTINATION.
# Prints one JSON object: the seconds without starting up.
require "json"
require "jekyll"

source, destination = ARGV
config = Jekyll.configuration("source" => source, "destination" => destination, "quiet" => true,
                              "disable_disk_cache" => true)
site = Jekyll::Site.new(config)
started = Process.clock_gettime(Process::CLOCK_MONOTONIC)
site.process
spent = Process.clock_gettime(Process::CLOCK_MONOTONIC) - started
puts JSON.generate("seconds" => spent, "version" => Jekyll::VERSION, "pages" => site.pages.length)
