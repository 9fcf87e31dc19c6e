#!/usr/bin/env bash
# Draws the figures of this folder anew, from the seed data that `allegata serve` loads. Run in this folder.
set -euo pipefail
cd "$(dirname "$0")"
allegata=${ALLEGATA:-allegata}

$allegata export --around "North Korea" -o 1-overview.png --dpi 200 \
  --title "What is said around North Korea's soldiers in Russia"

$allegata export --query who-accuses-whom -p who=Moscow -o 2-accusations.png --size column --dpi 300 \
  --sources --title "Who accuses Russia" --origin

$allegata export --view views/disputes.allegata.json -o 3-disputes.png --dpi 200 --labels relations --no-filters

$allegata export --view views/according.allegata.json -o 4-according.png --dpi 200 --sources

$allegata export --view views/states.allegata.json -o 5-states.png --size slide --ground dark --dpi 110

$allegata export --around "Vassily Nebenzia" -o 6-ambassador.svg --size 140 --sources --origin --date 2024-11-01 \
  --title "Around Russia's ambassador" \
  --caption "Each number leads to whose word it is: not all of it is his. A thick line is confirmed by whose deed it is."

$allegata export --view views/deeds.allegata.json -o 7-deeds.pdf --labels relations --sources

$allegata export --view views/holders.allegata.json -o 8-holders.png --size 140 --dpi 200 --ground transparent
