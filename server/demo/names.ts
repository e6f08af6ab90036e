// Family and first names as they are met in Paris and Marseille, every person made of them invented. "_" is a space inside a name.
const words = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replaceAll('_', ' '))

/** Families by where the name comes from, each with first names that go with it. */
export interface NameGroup {
  /** How often a family of this group is met, in Paris and in the Bouches-du-Rhône. */
  readonly weight: { readonly paris: number; readonly south: number }
  readonly last: readonly string[]
  readonly girls: readonly string[]
  readonly boys: readonly string[]
}

export const nameGroups: readonly NameGroup[] = [
  {
    weight: { paris: 34, south: 36 },
    last: words(`Aubertin Balland Barrat Beaufils Belmont Berthaud Blanchet Bonneau Bouquet Bourdin Briand Cailleux Carlier
      Chabert Chapuis Charrier Chevalier Clavel Collin Cordier Courtois Dalmasso Daniau Delcourt Delmas Desbois Deschamps
      Devaux Dorléac Drapier Duclos Dumont Duret Esnault Estève Fauvel Favreau Ferrand Fleury Forestier Fouquet Gaillard
      Garreau Gauvin Gilbert Gosselin Granier Guérin Guichon Hardouin Herbin Jaubert Joubert Lacroix Lafont Laroche
      Lavigne Leblanc Lecomte Lefranc Lemaire Lenoir Lepage Lesage Levasseur Lhomme Magnan Maillard Manceau Marchand
      Masson Maupin Mazet Meunier Michaud Moulin Navarre Neveu Noël Pages Paquet Pasquier Pelletier Périer Perret Philippot
      Pichon Plessis Prévost Provost Renaud Ribot Ricard Rivoire Rochet Royan Sabatier Salomon Sauvage Savary Sellier
      Serre Soulier Tessier Thévenin Tissot Tournier Vasseur Verger Vigneron Villard Voisin`),
    girls:
      words(`Adèle Agathe Alice Amélie Apolline Aude Bérengère Capucine Carla Caroline Cécile Clara Coline Diane Elsa
      Emmanuelle Flavie Flore Gabrielle Hélène Irène Jade Joséphine Juliette Justine Laurène Lilou Lise Lola Luna Maëlle
      Marianne Marine Maude Mélissa Mila Noémie Océane Olivia Pauline Rose Sixtine Solène Thaïs Valentine Victoria`),
    boys: words(`Alban Alexis Antoine Aubin Augustin Axel Benjamin Clément Corentin Cyprien Damien Eliott Émile Erwan Ethan
      Evan Florian Gabin Gautier Grégoire Ilan Jordan Joris Kilian Léandre Lilian Louis Lukas Maël Martin Mathis Maxence
      Morgan Noa Pierre Raphaël Robin Rudy Sacha Sébastien Tristan Valentin Victor Vincent Xavier`),
  },
  {
    weight: { paris: 22, south: 28 },
    last: words(`Abbas Achour Aïssaoui Allaoui Aouadi Arezki Azzouz Bachiri Bahri Belaïdi Belkheir Benaïssa Benchaïb Benhaddou
      Benmansour Benslimane Berrada Bouchareb Boudiaf Boukhalfa Bourezg Bouteldja Chaoui Charef Cherkaoui Dahmani Derradji
      El_Fassi El_Idrissi El_Mansour Fekir Ghazi Guerroudj Hadjadj Hamdi Hassaïne Jaziri Kaci Khaldi Kouider Laïdi Larbi
      Madani Mahdjoub Makhlouf Mebarki Messaoudi Mezouar Mimouni Nedjar Ouali Rahal Rahmouni Saadi Sebaï Taleb
      Tahri Yahiaoui Zaïdi Zerrouki Ziani`),
    girls:
      words(`Amal Assia Bouchra Djamila Fadela Ghizlane Hanane Houda Ikram Jamila Kenza Leïla Lilia Malika Maroua Mouna
      Nadia Najet Noura Rim Sabrina Safia Salma Samira Sana Siham Warda Yousra Zineb`),
    boys: words(`Abdelhak Abdelmalek Aziz Badr Chakib Farid Fayçal Hakim Hichem Idriss Kaïs Kamel Lounès Marouane Moncef
      Mourad Nabil Nacer Nordine Othmane Rachid Reda Salim Soulaymane Taha Walid Younès Zakaria`),
  },
  {
    weight: { paris: 19, south: 7 },
    last: words(`Adjovi Agbodjan Akakpo Amoussou Ayité Bagayoko Baldé Bayo Bocoum Cissé Dabo Dembélé Diakhaté Diallobé Diawara
      Djiba Faye Gassama Goudiaby Guindo Haïdara Kanouté Kasse Kourouma Loum Magassa Maïga Mbodj Nimaga Sacko Sanogo Sarr
      Seck Simaga Soukouna Sow Sylla Thiam Timéra Togola Wane Yattara`),
    girls:
      words(`Aïda Aïssatou Awa Bintou Diarra Dieynaba Fanta Halimatou Kadidia Korotoumou Maïssata Marième Ndèye Ramata
      Rougui Safiatou Sira Tenin Yacine`),
    boys: words(`Abdoulaye Amadou Amara Bassirou Birama Boubou Demba Fodé Hamidou Harouna Issa Kandioura Lassana Mahamadou
      Malick Mody Samba Seydou Souleymane Yaya Youssouf`),
  },
  {
    weight: { paris: 7, south: 3 },
    last: words(`Bakala Bemba Boukaka Diatta-Mayi Kabongo Kimbembe Lokwa Lubaki Luzolo Makiese Mavoungou Mokili Mpika Mukoko
      Ndinga Ngoma Nzinga Samba-Loko Tshibanda Wamba Yoka`),
    girls: words(`Bénie Déborah Divine Esther Évodie Jemima Merveille Plamedi Prisca Raïssa`),
    boys: words(`Aaron Bénit Chancel Divin Élie Emmanuel Héritier Josué Merdi Prince Trésor`),
  },
  {
    weight: { paris: 6, south: 6 },
    last: words(`Almeida-Rosa Andrade Barbosa Coelho Évora Ferraz Lourenço Matos Moura Pacheco Pinheiro
      Queirós Varela De_Luca Gallo Marchetti Rizzo Benítez Castillo Morales`),
    girls: words(
      `Andreia Beatriz Carolina Daniela Filipa Joana Mariana Rita Chiara Giulia Lucía Paloma`,
    ),
    boys: words(`André Bruno Diogo Fábio Gonçalo Nelson Rafael Renato Ruben Alessio Dario Mateo`),
  },
  {
    weight: { paris: 9, south: 5 },
    last: words(`Cao Dinh Doan Ho_Van Lam Ly Mai_Thi Quach Ta Vong Bai Deng Fang Gao He Luo Peng
      Shen Xie Yin Zhu Choudhury Islam Selvaraj Thillai Gurung`),
    girls: words(`An Bao Linh Mai My Ngoc Thao Xuan Jia Mei Ling Yun Farzana Priya Anushka`),
    boys: words(`Bao-Anh Duc Hieu Khoa Minh Quang Tuan Wei Jun Hao Rakib Suren Vimal Tenzin`),
  },
  {
    weight: { paris: 3, south: 15 },
    last: words(`Abdallah_Madi Aboubacari Ali_Mlindé Attoumani Boina Boinali Charifou Combo Daroussi Djoumoi Hamada Houmadi
      Issouf Kassim Mahamoud Mroivili Oussoufa Papa_Silahi Soilihi Youssoufa Andriamasy Rabe Rakotovao Ratsimba`),
    girls: words(`Anissa Chamsia Échati Fatima Hadidja Maria-Nour Nadjima Rahma Zalhata`),
    boys: words(`Abdou-Rahim Aslam Daniel El-Anrif Hakim Ibrahim-Ali Nadjim Rachad Zidane`),
  },
]
